import type { Lead } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";

/** So many recent causes are remembered in the record (rulings.md); older messages search the timeline. */
const KEPT = 64;

/** A cause in 8 bytes: 53 bits in base 36 (cyrb53, public domain). Two of 64 collide once in 10^12. */
export const causeHash = (id: string): string => {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
};

export const hasSeen = ({ causes }: Pick<Lead, "causes">, id: string): boolean => causes.ids.includes(causeHash(id));

/**
 * `now` = the time of the decision, or the cause's own if that is later. What is dropped was accepted before: a message that
 * was accepted later is surely new. The dropping cause's own time would not do, since messages come late.
 */
export const remembered = ({ ids, evictedAt }: Lead["causes"], id: string, now: Instant): Lead["causes"] => {
  const next = [...ids, causeHash(id)];
  if (next.length <= KEPT) return { ids: next, ...(evictedAt === undefined ? {} : { evictedAt }) };
  return { ids: next.slice(-KEPT), evictedAt: Math.max(evictedAt ?? 0, now) };
};
