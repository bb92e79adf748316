import type { Engine } from "@rekindle/core/engine/engine";
import { accept, keep } from "@rekindle/core/engine/payloads";
import { decodeIn, encodingOf } from "@rekindle/core/leads/encoding";
import { toSubmission } from "@rekindle/core/leads/payload";
import type { StoredSource } from "@rekindle/core/leads/source";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { parseBody } from "./body.ts";

/** A delivery whose sender is known to be the right one. */
export type Delivered = {
  source: string;
  rawBody: Uint8Array<ArrayBuffer>;
  contentType: string | undefined;
  headers: Record<string, string | undefined>;
  trace: string;
  /** The provider's id of it, where the body holds none. */
  key?: string;
};
export type Taken =
  | { status: "stored"; id: string }
  | { status: "refused"; code: ContentfulStatusCode; detail: string; problems: { path: string; message: string }[] };

/** Reads it, makes a lead's submission of it, and stores it; what cannot be taken is kept with its reason. */
export const take = async (engine: Engine, source: StoredSource, delivered: Delivered): Promise<Taken> => {
  const { rawBody, contentType, headers, trace } = delivered;
  const stored = { source: delivered.source, ...asKept(rawBody, contentType) };
  const parsed = parseBody(rawBody, contentType);
  if (parsed.status === "refused") {
    await keep(engine, { ...stored, fate: "refused", why: "unreadable", reason: sentence(parsed.problems) });
    return refused(statusOf[parsed.code], "The body cannot be read", parsed.problems);
  }
  const made = toSubmission(source, parsed.body, headers);
  if (made.status === "refused") {
    await keep(engine, { ...stored, fate: "refused", why: made.why, reason: sentence(made.problems) });
    return refused(422, "The source's mapping does not fit the payload", made.problems);
  }
  if (made.status === "ignored") {
    const { id } = await keep(engine, { ...stored, fate: "ignored", reason: made.reason });
    return { status: "stored", id };
  }
  const known = made.key ?? delivered.key;
  const key = known === undefined ? { id: await hashOf(rawBody), forDay: true } : { id: known, forDay: false };
  const { id } = await accept(engine, { ...stored, key, submission: made.submission, trace });
  return { status: "stored", id };
};

/** As text that a replay can read: in the encoding that its bytes are in. */
export const asKept = (rawBody: Uint8Array, contentType: string | undefined) => ({
  raw: decodeIn(encodingOf([rawBody]))(rawBody) ?? new TextDecoder().decode(rawBody),
  ...(contentType === undefined ? {} : { contentType }),
});

const statusOf = { tooLarge: 413, unsupported: 415, malformed: 400 } as const;

const refused = (code: ContentfulStatusCode, detail: string, problems: { path: string; message: string }[]): Taken => ({
  status: "refused",
  code,
  detail,
  problems,
});
const sentence = (problems: { message: string }[]): string => problems.map(({ message }) => message).join("; ");

const hashOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
