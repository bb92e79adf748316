import { readJson } from "@rekindle/core/leads/json";
import { type Intake, toSubmission } from "@rekindle/core/leads/payload";
import { describe, expect, test } from "vitest";
import * as sample from "./samples.ts";
import { sourceOf } from "./samples.ts";

const accepted = (intake: Intake): Extract<Intake, { status: "ok" }> => {
  if (intake.status !== "ok") throw new Error(JSON.stringify(intake));
  return intake;
};

describe("a payload of", () => {
  test("Typeform is mapped by ref, choices are lists of labels, hidden fields are fields, consent is what was ticked", () => {
    const source = sourceOf({
      kind: "typeform",
      mapping: {
        email: "email",
        name: "name",
        "attributes.department": "department",
        "attributes.topics": "topics",
        "attributes.utm": "utm_source",
      },
      consent: { basis: "optIn", field: "consent" },
    });
    expect(toSubmission(source, sample.typeform)).toMatchObject({
      status: "ok",
      key: "01JTYPEFORM",
      submission: {
        email: "sakura@kaikei.example",
        name: "伊藤 さくら",
        attributes: { department: "経理部", topics: ["経費", "請求書", "勤怠"], utm: "webinar" },
        consent: { basis: "optIn", given: true, evidence: "個人情報の取り扱いに同意する: true" },
        formName: "資料請求",
        occurredAt: Date.UTC(2026, 9, 1, 1, 2, 3),
        fields: { お名前: "伊藤　さくら", utm_source: "webinar" },
      },
    });
  });

  test("Tally is mapped by label; ids of options become their texts; an empty tick box is no consent", () => {
    const source = sourceOf({
      kind: "tally",
      mapping: { email: "Email", name: "Your name", "attributes.size": "Company size", "attributes.also": "Also" },
      consent: { basis: "optIn", field: "Terms" },
    });
    expect(toSubmission(source, sample.tally)).toMatchObject({
      key: "a4cb511e",
      submission: {
        email: "ken@north.example",
        name: "Ken Mori",
        attributes: { size: "101-500", also: ["501-1000"] },
        consent: { basis: "none", given: false },
        formName: "Webinar registration",
      },
    });
  });

  test("Jotform is read out of rawRequest, with or without the number of the question", () => {
    for (const email of ["q4_email", "email", "rawRequest.q4_email"]) {
      const source = sourceOf({ kind: "jotform", mapping: { email, name: "q3_name", company: "company" } });
      expect(toSubmission(source, sample.jotform)).toMatchObject({
        key: "59",
        submission: {
          email: "hana@ota.example",
          name: "Hana Ota",
          company: { key: "otafoods" },
          formName: "Demo request",
        },
      });
    }
  });

  test("Google Forms takes single values out of their lists", () => {
    const source = sourceOf({
      kind: "googleForms",
      mapping: { email: "Email", "attributes.topics": "興味", company: "会社名" },
    });
    expect(toSubmission(source, sample.googleForms)).toMatchObject({
      key: "resp-1",
      submission: { email: "a@b.example", attributes: { topics: ["経費", "勤怠"] }, company: { key: "港" } },
    });
  });

  test("Webflow joins the parts of a name and keeps a phone number as text", () => {
    const source = sourceOf({
      kind: "webflow",
      mapping: { email: "email", name: ["First Name", "Last Name"], "attributes.phone": "Phone Number" },
    });
    expect(toSubmission(source, sample.webflow)).toMatchObject({
      key: "6321ca",
      submission: { email: "z@heart.example", name: "Zaphod Beeblebrox", attributes: { phone: "15550000000" } },
    });
  });

  test("Calendly is mapped by path and by question; a cancelled booking is no lead", () => {
    const source = sourceOf({
      kind: "calendly",
      mapping: {
        email: "email",
        "attributes.size": "How many employees?",
        "attributes.utm": "payload.tracking.utm_source",
      },
    });
    expect(toSubmission(source, sample.calendly)).toMatchObject({
      submission: {
        email: "test@example.com",
        attributes: { size: "25", utm: "newsletter" },
        formName: "30 Minute Meeting",
      },
    });
    const cancelled = { event: "invitee.canceled", payload: { email: "a@b.example" } };
    expect(toSubmission(source, cancelled)).toMatchObject({ status: "ignored" });
  });

  test("Gravity Forms is keyed by ids with dots in them", () => {
    const source = sourceOf({
      kind: "gravityForms",
      mapping: { email: "2", familyName: "1.6", givenName: "1.3", company: "3" },
    });
    expect(toSubmission(source, sample.gravityForms)).toMatchObject({
      key: "1/9",
      submission: { email: "taro@example.com", name: "山田 太郎", company: { name: "山田商店" } },
    });
  });

  test("MovableType is read out of entry", () => {
    const source = sourceOf({ kind: "movableType", mapping: { email: "メールアドレス", company: "2" } });
    expect(toSubmission(source, sample.movableType)).toMatchObject({
      key: "12/2026-10-01T10:00:00+09:00",
      submission: { email: "aoi@hoken.example", company: { key: "保険プラス" }, occurredAt: Date.UTC(2026, 9, 1, 1) },
    });
    expect(toSubmission(source, { entry: "{" })).toMatchObject({ status: "refused" });
  });

  test("Segment's identify is mapped by dotted path, or by the names of its traits", () => {
    const mapped = sourceOf({
      kind: "segment",
      secret: "w",
      mapping: { email: "traits.email", company: "traits.company.name" },
    });
    const plain = sourceOf({ kind: "segment", secret: "w" });
    for (const source of [mapped, plain])
      expect(toSubmission(source, sample.identify)).toMatchObject({
        key: "ajs-1",
        submission: { email: "yui@tokai.example", company: { key: "tokaiparts" } },
      });
    expect(accepted(toSubmission(plain, sample.identify)).submission.name).toBe("Yui");
  });

  test("any JSON is mapped by dotted path; the key is the delivery's header", () => {
    const source = sourceOf({ mapping: { email: "data.person.mail", name: "data.person.names.1", tags: "data.tags" } });
    const body = { data: { person: { mail: "a@b.jp", names: ["x", "y"] }, tags: ["one", "two"] } };
    expect(toSubmission(source, body, { "idempotency-key": "k1" })).toMatchObject({
      key: "k1",
      submission: {
        name: "y",
        tags: ["one", "two"],
        fields: { "data.person.mail": "a@b.jp", "data.tags": ["one", "two"] },
      },
    });
    expect(accepted(toSubmission(source, body)).key).toBeUndefined();
    const standard = sourceOf({ kind: "standardWebhooks", mapping: { email: "data.email" } });
    expect(toSubmission(standard, { data: { email: "a@b.jp" } }, { "webhook-id": "msg_1" })).toMatchObject({
      key: "msg_1",
    });
  });

  test("a form without a mapping is recognised by the names of its fields", () => {
    const body = {
      your_name: "山田 太郎",
      "e-mail": "taro@b.jp",
      会社名: "（株）山田",
      部署: "経理部",
      agree: "on",
      memo: "hi",
    };
    const source = sourceOf({
      kind: "form",
      consent: { basis: "optIn", field: "agree", text: "案内メールを受け取る" },
    });
    expect(toSubmission(source, body)).toMatchObject({
      submission: {
        email: "taro@b.jp",
        name: "山田 太郎",
        company: { key: "山田", name: "（株）山田" },
        attributes: { department: "経理部" },
        consent: { basis: "optIn", given: true, evidence: "案内メールを受け取る: on" },
        fields: body,
      },
    });
  });
});

describe("a payload", () => {
  const source = sourceOf({
    kind: "form",
    mapping: { email: "mail" },
    honeypot: "website2",
    consent: { basis: "optIn", field: "ok" },
  });

  test("without an address is refused, naming the mapping and the fields that came", () =>
    expect(toSubmission(source, { email: "a@b.jp", mail: "" })).toEqual({
      status: "refused",
      why: "missing",
      problems: [
        {
          path: "mapping.email",
          message: 'mapping.email says "mail", which is missing or empty. The fields are: email, mail',
        },
      ],
    }));

  test("with a broken address is refused with the reason", () =>
    expect(toSubmission(source, { mail: "oops" })).toEqual({
      status: "refused",
      why: "address",
      problems: [{ path: "mapping.email", message: '"oops" has no @' }],
    }));

  test("whose honeypot is filled is ignored", () => {
    expect(toSubmission(source, { mail: "a@b.jp", website2: "http://spam" })).toEqual({
      status: "ignored",
      reason: "honeypot",
    });
    expect(toSubmission(source, { mail: "a@b.jp", website2: "" })).toMatchObject({ status: "ok" });
  });

  test.each([
    ["on", true],
    ["同意する", true],
    ["1", true],
    ["0", false],
    ["false", false],
    ["", false],
    ["同意しない", false],
    ["いいえ", false],
    [undefined, false],
  ])("whose consent field holds %j has consent: %s", (value, given) => {
    const body = value === undefined ? { mail: "a@b.jp" } : { mail: "a@b.jp", ok: value };
    expect(accepted(toSubmission(source, body)).submission.consent).toMatchObject({
      given,
      basis: given ? "optIn" : "none",
    });
  });

  test.each([null, [], "text", 3, {}, { mail: {} }, { mail: [null] }])(
    "such as %j is refused, never a crash",
    (body) => {
      for (const kind of [
        "json",
        "form",
        "typeform",
        "tally",
        "jotform",
        "googleForms",
        "webflow",
        "calendly",
        "gravityForms",
        "movableType",
        "standardWebhooks",
      ])
        expect(toSubmission(sourceOf({ kind, mapping: { email: "mail" } }), body).status).toBe("refused");
    },
  );

  test("reaches no prototype by keys or paths", () => {
    const read = readJson(
      '{"mail":"a@b.jp","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"x":{"__proto__":{"email":"e@v.il"}}}',
    );
    if (read.status === "refused") throw new Error(read.reason);
    const mapped = sourceOf({
      mapping: { email: "mail", name: "x.email", company: "constructor.name", "attributes.a": "__proto__.polluted" },
    });
    const { submission } = accepted(toSubmission(mapped, read.value));
    expect(submission).not.toHaveProperty("name");
    expect(submission).not.toHaveProperty("company");
    expect(submission.attributes).toEqual({});
    expect(submission.fields).toEqual({ mail: "a@b.jp" });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    const named = sourceOf({ kind: "tally", mapping: { email: "E" } });
    const fields = [
      { label: "__proto__", value: "x" },
      { label: "E", value: "a@b.jp" },
    ];
    expect(Object.getPrototypeOf(accepted(toSubmission(named, { data: { fields } })).submission.fields)).toBe(
      Object.prototype,
    );
  });
});
