import { capture } from "@rekindle/core/engine/identity";
import { importLeads } from "@rekindle/core/engine/imports";
import { findJob } from "@rekindle/core/engine/job";
import { entriesOf } from "@rekindle/core/engine/timeline";
import { normalise } from "@rekindle/core/leads/address";
import type { Capture } from "@rekindle/core/leads/cause";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { act, nextId, submit } from "../support/acts.ts";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";
import { scheduled, worker } from "../support/letters.ts";

const sakura = "sakura@example.co.jp";
const nobody = prepared(async () => undefined);
const addresses = ({ db }: Lab) => db.prepare("select pk from item where sk = 'address'").all().length;
const leads = ({ db }: Lab) => db.prepare("select pk from item where sk = 'lead'").all().length;
const known = (lab: Lab, email: string, more: Partial<Capture> = {}) =>
  capture(
    lab.engine,
    { via: "api", email, attributes: {}, tags: [], ...more },
    { id: nextId("api"), at: lab.clock.now() },
  );

describe("one person, one lead", () => {
  test("in whatever way a list writes the address", async () => {
    const lab = await labOn(nobody);
    const spellings = [
      "sakura@example.co.jp",
      " SAKURA@Example.CO.JP ",
      "ｓａｋｕｒａ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ",
      "伊藤 さくら <sakura@example.co.jp>",
      "mailto:sakura@example.co.jp",
      "sakura@example.co.jp\u200b",
    ];
    const job = await lab.importList(`e-mail\n${spellings.map((written) => `"${written}"`).join("\n")}\n`);
    expect(await findJob(lab.engine, job)).toMatchObject({
      state: "done",
      report: { created: 1, merged: spellings.length - 1, rejected: [] },
    });
    expect([leads(lab), addresses(lab)]).toEqual([1, 1]);
  });

  test("but dots and plus tags make another, and a domain in Japanese is the one in ASCII", async () => {
    const lab = await labOn(nobody);
    await lab.importList("e-mail\nsa.kura@example.co.jp\nsakura+a@example.co.jp\nsakura@example.co.jp\n山田@例え.jp\n");
    expect(leads(lab)).toBe(3);
    expect(normalise("info@例え.jp")).toEqual({ status: "ok", address: "info@xn--r8jz45g.jp" });
  });

  test("when sixteen doors take them in at the same moment", async () => {
    const lab = await labOn(nobody);
    const captured = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        known({ ...lab, engine: worker(lab) }, sakura, { via: "form", source: `form-${n}`, tags: [`tag-${n}`] }),
      ),
    );
    expect(new Set(captured.map((one) => one.status === "suppressed" || one.lead.id)).size).toBe(1);
    expect(captured.filter(({ status }) => status === "created")).toHaveLength(1);
    expect([leads(lab), addresses(lab)]).toEqual([1, 1]);
    const lead = await lab.lead(sakura);
    expect(lead.tags).toHaveLength(16);
    const forms = (await lab.facts(sakura)).filter(({ type }) => type === "form.submitted");
    expect(forms).toHaveLength(16);
  });

  test("in every interleaving of three doors, each of which took effect", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const lab = await labOn(nobody);
        try {
          const doors = ["a", "b", "c"].map((tag) =>
            known({ ...lab, engine: worker(lab, scheduled(scheduler)) }, sakura, { tags: [tag] }),
          );
          await scheduler.waitFor(Promise.all(doors));
          expect([leads(lab), addresses(lab)]).toEqual([1, 1]);
          expect((await lab.lead(sakura)).tags.toSorted()).toEqual(["a", "b", "c"]);
        } finally {
          await closeLab(lab);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a delivery that comes again does nothing and tells the same lead", async () => {
    const lab = await labOn(nobody);
    const first = await submit(lab, sakura, "newsletter", { id: "form:1", name: "伊藤 さくら" });
    const again = await submit(lab, sakura, "newsletter", { id: "form:1", name: "伊藤 さくら" });
    expect(again).toMatchObject({ status: "created", lead: { id: first.status === "created" ? first.lead.id : "" } });
    expect(await entriesOf(lab.engine, (await lab.lead(sakura)).id)).toHaveLength(1);
  });
});

describe("what is known of a person", () => {
  const attributes = async (lab: Lab) => {
    const { name, attributes, tags, company, lists } = await lab.lead(sakura);
    return { name, ...attributes, tags, company: company?.name, lists };
  };

  test("is overwritten by a form and by the API where they say something, and filled in by a list where nothing is", async () => {
    const lab = await labOn(nobody);
    await lab.importList("会社名,氏名,部署名,e-mail\n富士建設,伊藤 さくら,経理部,sakura@example.co.jp\n", "first");
    await lab.importList("会社名,氏名,部署名,役職,e-mail\n青葉商事,別人,総務部,課長,sakura@example.co.jp\n", "second");
    expect(await attributes(lab)).toEqual({
      name: "伊藤 さくら",
      company: "富士建設",
      department: "経理部",
      title: "課長",
      tags: [],
      lists: ["first", "second"],
    });
    await submit(lab, sakura, "newsletter", { name: "", attributes: { department: "", title: "部長" }, tags: ["x"] });
    expect(await attributes(lab)).toMatchObject({ name: "伊藤 さくら", department: "経理部", title: "部長" });
    await known(lab, sakura, { name: "佐藤 さくら", company: { key: "青葉商事", name: "青葉商事" }, tags: ["y"] });
    expect(await attributes(lab)).toMatchObject({ name: "佐藤 さくら", company: "青葉商事", tags: ["x", "y"] });
  });

  test("keeps every consent that was given, with its source", async () => {
    const lab = await labOn(nobody);
    await lab.importList(`e-mail\n${sakura}\n`, "expo");
    await submit(lab, sakura, "newsletter");
    await known(lab, sakura, { consent: { basis: "none", at: lab.clock.now() } });
    expect((await lab.lead(sakura)).consents.map(({ basis, source }) => [basis, source])).toEqual([
      ["businessCard", "expo"],
      ["optIn", "newsletter"],
    ]);
  });
});

describe("an opt-out", () => {
  const shut = async (lab: Lab) => (await lab.lead(sakura)).gate.optedOutAt !== undefined;
  const optedOut = async (): Promise<Lab> => {
    const lab = await labOn(nobody);
    await lab.importList(`e-mail\n${sakura}\n`);
    await act(lab, sakura, { type: "optedOut", via: "page" });
    await lab.travel("P1D");
    return lab;
  };
  const consent = (lab: Lab, basis: "optIn" | "businessCard" | "businessRelationship", earlier = 0) => ({
    consent: { basis, at: lab.clock.now() - earlier },
  });

  test("is not lifted by a list, by the API, by a deal, by a form without opt-in, or by one filled in before", async () => {
    const lab = await optedOut();
    await lab.importList(`e-mail\n${sakura}\n`, "another");
    await known(lab, sakura, consent(lab, "optIn"));
    await known(lab, sakura, { via: "deal", ...consent(lab, "businessRelationship") });
    await submit(lab, sakura, "newsletter", consent(lab, "businessCard"));
    await submit(lab, sakura, "newsletter", consent(lab, "optIn", 2 * 86_400_000));
    expect(await shut(lab)).toBe(true);
  });

  test("is lifted by the person's own later opt-in, and comes back by the next one", async () => {
    const lab = await optedOut();
    await submit(lab, sakura, "newsletter");
    expect(await shut(lab)).toBe(false);
    await act(lab, sakura, { type: "optedOut", via: "page" });
    expect(await shut(lab)).toBe(true);
  });

  test("lifts no complaint and no bounce: the one is final, the other an admin's", async () => {
    for (const [event, mends] of [
      [{ kind: "complained" as const }, false],
      [{ kind: "bounced" as const, bounce: "permanent" as const, reason: "gone" }, true],
    ] as const) {
      const lab = await optedOut();
      await act(lab, sakura, { type: "mailEvent", id: "e", mail: "e1-x-1", event, occurredAt: lab.clock.now() });
      await submit(lab, sakura, "newsletter");
      expect((await lab.lead(sakura)).gate.suppressed).toBeDefined();
      await act(lab, sakura, { type: "unsuppressed", by: "admin" });
      expect((await lab.lead(sakura)).gate.suppressed === undefined).toBe(mends);
    }
  });

  test.each([
    ["before", [`${sakura},1`, `${sakura},`]],
    ["behind", [`${sakura},`, `SAKURA@example.co.jp,1`, `${sakura},0`]],
  ])("in one of a person's rows wins, also when it stands %s the others", async (_, rows) => {
    const lab = await labOn(nobody);
    await lab.template("hello");
    await lab.workflow(
      "hello",
      "name: Hello\ntriggers: [{ kind: list, list: expo }]\nsteps: [{ id: hello, kind: email, template: hello }]\n",
    );
    const csv = `e-mail,メール配信停止\n${rows.join("\n")}\nother@example.co.jp,\n`;
    const started = await importLeads(lab.engine, new TextEncoder().encode(csv), {
      list: "expo",
      consent: "businessCard",
    });
    await lab.travel("P1D");
    expect(lab.outbox().map(({ to }) => to)).toEqual(["other@example.co.jp"]);
    expect(await shut(lab)).toBe(true);
    const job = started.status === "started" ? await findJob(lab.engine, started.job) : undefined;
    expect(job?.report).toMatchObject({ created: 2, merged: rows.length - 1, heldBack: 1 });
  });
});
