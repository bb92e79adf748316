import type { Instant } from "../world/world.ts";
import { isObject, type Json, listAt, own, textAt } from "./json.ts";
import type { AttributeValue } from "./lead.ts";
import { flattened } from "./mapping.ts";
import { readDate } from "./written-date.ts";

/** The calls of one request to Segment's HTTP API; `path` names the type where the body does not (`/v1/identify`). */
export const toSegmentCalls = (body: Json, path: string): SegmentCalls => {
  const batch = path === "batch" ? listAt(body, "batch") : [body];
  if (batch.length === 0) return refused("batch", "A batch is { batch: [ … ] } with at least one call");
  if (batch.length > 1000) return refused("batch", "A batch holds at most 1,000 calls");
  const calls: SegmentCall[] = [];
  for (const [index, item] of batch.entries()) {
    const at = path === "batch" ? `batch.${index}` : "body";
    const type = callTypes.find((one) => one === (textAt(item, "type") ?? path));
    if (!isObject(item) || type === undefined) return refused(at, `A call has a type: ${callTypes.join(", ")}`);
    const userId = textAt(item, "userId");
    const anonymousId = textAt(item, "anonymousId");
    if (userId === undefined && anonymousId === undefined) return refused(at, "A call has a userId or an anonymousId");
    const event = type === "track" ? textAt(item, "event") : type === "page" || type === "screen" ? type : undefined;
    if (type === "track" && event === undefined) return refused(at, "A track call has an event");
    const messageId = textAt(item, "messageId");
    const timestamp = readDate(textAt(item, "timestamp") ?? textAt(item, "sentAt") ?? "", "UTC")?.at;
    calls.push({
      type,
      ...(messageId === undefined ? {} : { messageId }),
      ...(userId === undefined ? {} : { userId }),
      ...(anonymousId === undefined ? {} : { anonymousId }),
      ...(event === undefined ? {} : { event: event.slice(0, 200) }),
      ...(timestamp === undefined ? {} : { timestamp }),
      traits: flattened(own(item, "traits") ?? null, 100),
      properties: flattened(own(item, "properties") ?? null, 100),
      body: item,
    });
  }
  return { status: "ok", calls };
};

export type SegmentCalls =
  | { status: "ok"; calls: SegmentCall[] }
  | { status: "refused"; problems: { path: string; message: string }[] };
export type SegmentCall = {
  type: (typeof callTypes)[number];
  /** The call's idempotency key. Without one, the caller takes a hash. */
  messageId?: string;
  userId?: string;
  anonymousId?: string;
  /** Name of a tracked event; `page` and `screen` for those calls. */
  event?: string;
  /** Under dotted paths: `company.name`. */
  traits: Record<string, AttributeValue>;
  properties: Record<string, AttributeValue>;
  /** As the client wrote it: the caller never lets it lie in the future. */
  timestamp?: Instant;
  /** The call itself, for `toSubmission`. */
  body: Json;
};

const callTypes = ["identify", "track", "page", "screen", "group", "alias"] as const;
const refused = (path: string, message: string): SegmentCalls => ({ status: "refused", problems: [{ path, message }] });
