import type { SourceKind } from "@rekindle/core/leads/source";

/** What a provider signed and how; figures from domain.md, 7. `signed` stands before the raw body. */
export const signatureOf = (
  kind: SourceKind,
  secret: string,
  headers: Record<string, string | undefined>,
): Signature => {
  switch (kind) {
    case "typeform": {
      const header = headers["typeform-signature"];
      if (header === undefined) return lacks("Typeform-Signature");
      return { signed: "", key: secret, encoding: "base64", given: [header.replace(/^sha256=/, "")] };
    }
    case "tally": {
      const header = headers["tally-signature"];
      return header === undefined
        ? lacks("Tally-Signature")
        : { signed: "", key: secret, encoding: "base64", given: [header] };
    }
    case "webflow": {
      const header = headers["x-webflow-signature"];
      const timestamp = headers["x-webflow-timestamp"];
      if (header === undefined || timestamp === undefined) return lacks("x-webflow-signature and x-webflow-timestamp");
      const age = { at: whole(timestamp), limitMs: 5 * minute };
      return { signed: `${timestamp}:`, key: secret, encoding: "hex", given: [header], age };
    }
    case "calendly": {
      const header = headers["calendly-webhook-signature"];
      return header === undefined ? lacks("Calendly-Webhook-Signature") : timed(header, secret, 3 * minute);
    }
    case "standardWebhooks":
      return standard(secret, headers);
    case "googleForms":
    case "json":
    case "form":
    case "jotform":
    case "gravityForms":
    case "movableType":
    case "segment":
      return ours(secret, headers);
    default:
      return kind satisfies never;
  }
};

export type Signature =
  | {
      signed: string;
      key: string | Uint8Array;
      encoding: "hex" | "base64";
      given: string[];
      /** When it was signed, in epoch milliseconds; older or newer than `limitMs` is refused. */
      age?: { at: number; limitMs: number };
    }
  | { missing: string };

const minute = 60_000;
const whole = (text: string): number => (/^\d{1,16}$/.test(text) ? Number(text) : Number.NaN);
const lacks = (names: string): Signature => ({ missing: `The delivery is not signed: header ${names} is missing` });

/** `t=<seconds>,v1=<hex of HMAC(t.body)>`. */
const timed = (header: string, secret: string, limitMs: number): Signature => {
  const parts = header.split(",").map((part) => part.trim().split("="));
  const timestamp = parts.find(([name]) => name === "t")?.[1] ?? "";
  const given = parts.flatMap(([name, value]) => (name === "v1" && value !== undefined ? [value] : []));
  return {
    signed: `${timestamp}.`,
    key: secret,
    encoding: "hex",
    given,
    age: { at: whole(timestamp) * 1000, limitMs },
  };
};

/** https://www.standardwebhooks.com: several signatures may stand side by side while a secret is changed. */
const standard = (secret: string, headers: Record<string, string | undefined>): Signature => {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const header = headers["webhook-signature"];
  if (id === undefined || timestamp === undefined || header === undefined)
    return lacks("webhook-id, webhook-timestamp or webhook-signature");
  const given = header.split(" ").flatMap((one) => (one.startsWith("v1,") ? [one.slice(3)] : []));
  const bare = secret.replace(/^whsec_/, "");
  // What is no base64 would decode to an empty key, which anybody has.
  const key = /^[A-Za-z0-9+/]+=*$/.test(bare) ? Buffer.from(bare, "base64") : Buffer.from(secret);
  const age = { at: whole(timestamp) * 1000, limitMs: 5 * minute };
  return { signed: `${id}.${timestamp}.`, key, encoding: "base64", given, age };
};

/** Ours: as Calendly's in one header, or the bare hex beside `X-Rekindle-Timestamp` (seconds). */
const ours = (secret: string, headers: Record<string, string | undefined>): Signature => {
  const header = headers["x-rekindle-signature"];
  if (header === undefined)
    return headers["webhook-signature"] === undefined
      ? lacks("X-Rekindle-Signature (or the secret at the end of the address)")
      : standard(secret, headers);
  if (header.includes("t=")) return timed(header, secret, 5 * minute);
  const timestamp = headers["x-rekindle-timestamp"];
  if (timestamp === undefined) return lacks("X-Rekindle-Timestamp");
  const age = { at: whole(timestamp) * 1000, limitMs: 5 * minute };
  return { signed: `${timestamp}.`, key: secret, encoding: "hex", given: [header], age };
};
