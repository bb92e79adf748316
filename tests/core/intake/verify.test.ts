import { createHmac } from "node:crypto";
import { type Delivery, verify } from "@rekindle/functions/intake/verify";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { sourceOf } from "./samples.ts";

const body = '{"会社":"港"}';
const rawBody = new TextEncoder().encode(body);
const now = Date.UTC(2026, 9, 1);
const seconds = now / 1000;
const hmac = (text: string, encoding: "hex" | "base64", key = "s3cret"): string =>
  createHmac("sha256", key).update(text).digest(encoding);
const delivery = (headers: Record<string, string>, more: Partial<Delivery> = {}): Delivery => ({
  rawBody,
  headers,
  nowWallMs: now,
  ...more,
});

const signed: Record<string, (at?: number) => Record<string, string>> = {
  typeform: () => ({ "typeform-signature": `sha256=${hmac(body, "base64")}` }),
  tally: () => ({ "tally-signature": hmac(body, "base64") }),
  webflow: (at = now) => ({ "x-webflow-timestamp": `${at}`, "x-webflow-signature": hmac(`${at}:${body}`, "hex") }),
  calendly: (at = now) => ({
    "calendly-webhook-signature": `t=${at / 1000},v1=${hmac(`${at / 1000}.${body}`, "hex")}`,
  }),
  googleForms: (at = now) => ({
    "x-rekindle-timestamp": `${at / 1000}`,
    "x-rekindle-signature": hmac(`${at / 1000}.${body}`, "hex"),
  }),
  json: (at = now) => ({ "x-rekindle-signature": `t=${at / 1000},v1=${hmac(`${at / 1000}.${body}`, "hex")}` }),
  segment: () => ({ authorization: `Basic ${btoa("s3cret:")}` }),
};

describe.each(Object.entries(signed))("a %s delivery", (kind, headersAt) => {
  const source = sourceOf({ kind, secret: "s3cret" });

  test("with its signature is taken", () => expect(verify(source, delivery(headersAt()))).toEqual({ status: "ok" }));

  test("of another secret, without a signature or with a broken one is refused", () => {
    expect(verify(sourceOf({ kind, secret: "other" }), delivery(headersAt())).status).toBe("refused");
    expect(verify(source, delivery({})).status).toBe("refused");
    for (const [name, value] of Object.entries(headersAt()))
      for (const broken of ["", "x", value.slice(1), `${value.slice(0, -3)}AAA`, "t=,v1=", "é"])
        expect(verify(source, delivery({ ...headersAt(), [name]: broken })).status).toBe("refused");
  });

  test("of another body is refused, unless the key is all that is asked for", () => {
    const altered = delivery(headersAt(), { rawBody: new TextEncoder().encode(`${body} `) });
    expect(verify(source, altered).status).toBe(kind === "segment" ? "ok" : "refused");
  });
});

describe("an old delivery", () => {
  test.each([
    ["webflow", 5],
    ["calendly", 3],
    ["googleForms", 5],
    ["json", 5],
  ] as const)("of %s is refused after %i minutes, as is one from the future", (kind, minutes) => {
    const source = sourceOf({ kind, secret: "s3cret" });
    const at = (offset: number): string => verify(source, delivery(signed[kind]?.(now + offset) ?? {})).status;
    expect(at(-minutes * 60_000)).toBe("ok");
    expect(at(-minutes * 60_000 - 1000)).toBe("refused");
    expect(at(minutes * 60_000 + 1000)).toBe("refused");
  });
});

describe("Standard Webhooks", () => {
  // The vector that the specification publishes.
  const vector = {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
    signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  };
  const source = sourceOf({ kind: "standardWebhooks", secret: vector.secret });
  const headers = {
    "webhook-id": vector.id,
    "webhook-timestamp": `${vector.timestamp}`,
    "webhook-signature": vector.signature,
  };
  const at = (offsetMs: number, more: Record<string, string> = {}): string =>
    verify(source, {
      rawBody: new TextEncoder().encode(vector.body),
      headers: { ...headers, ...more },
      nowWallMs: vector.timestamp * 1000 + offsetMs,
    }).status;

  test("verify by the published vector, also beside the signature of another secret", () => {
    expect(at(0)).toBe("ok");
    expect(at(0, { "webhook-signature": `v1,AAAA v1a,xyz ${vector.signature}` })).toBe("ok");
  });

  test("are refused when replayed late, altered or of another version", () => {
    expect(at(300_001)).toBe("refused");
    expect(at(-300_001)).toBe("refused");
    expect(at(0, { "webhook-id": "msg_other" })).toBe("refused");
    expect(at(0, { "webhook-timestamp": `${vector.timestamp}x` })).toBe("refused");
    expect(at(0, { "webhook-signature": vector.signature.replace("v1,", "v2,") })).toBe("refused");
    expect(at(0, { "webhook-signature": "" })).toBe("refused");
  });

  test("agree with the library that others sign with", () => {
    const webhook = new Webhook(vector.secret);
    const signature = webhook.sign("msg_1", new Date(now), body);
    const own = delivery({ "webhook-id": "msg_1", "webhook-timestamp": `${seconds}`, "webhook-signature": signature });
    expect(verify(source, own)).toEqual({ status: "ok" });
  });

  test("with a secret that is no base64 are not signed by an empty key", () => {
    const odd = sourceOf({ kind: "standardWebhooks", secret: "！！" });
    const forged = createHmac("sha256", "").update(`m.${seconds}.${body}`).digest("base64");
    const own = delivery({ "webhook-id": "m", "webhook-timestamp": `${seconds}`, "webhook-signature": `v1,${forged}` });
    expect(verify(odd, own).status).toBe("refused");
  });
});

describe("a secret in the address", () => {
  test.each(["jotform", "gravityForms", "movableType"])("is asked for by %s, which signs nothing", (kind) => {
    const source = sourceOf({ kind, secret: "s3cret" });
    expect(verify(source, delivery({}, { pathSecret: "s3cret" })).status).toBe("ok");
    expect(verify(source, delivery({}, { pathSecret: "s3cre" })).status).toBe("refused");
    expect(verify(source, delivery({})).status).toBe("refused");
  });

  test("stands for the signature where the source says so, and beside it where it is another", () => {
    const only = sourceOf({ kind: "form", secret: "s3cret", secretInPath: true });
    expect(verify(only, delivery({}, { pathSecret: "s3cret" })).status).toBe("ok");
    expect(verify(only, delivery({}))).toEqual({ status: "refused", reason: "The address lacks its secret" });
    const both = sourceOf({ kind: "tally", secret: "s3cret", secretInPath: "long-path-secret" });
    expect(verify(both, delivery({}, { pathSecret: "long-path-secret" })).status).toBe("refused");
    expect(verify(both, delivery(signed["tally"]?.() ?? {}, { pathSecret: "wrong" })).status).toBe("refused");
    expect(verify(both, delivery(signed["tally"]?.() ?? {}, { pathSecret: "long-path-secret" })).status).toBe("ok");
  });

  test("is enough for any JSON and any form, which may sign instead", () =>
    expect(verify(sourceOf({ secret: "s3cret" }), delivery({}, { pathSecret: "s3cret" })).status).toBe("ok"));

  test("is not asked for where there is no secret", () =>
    expect(verify(sourceOf({ kind: "form" }), delivery({})).status).toBe("ok"));
});
