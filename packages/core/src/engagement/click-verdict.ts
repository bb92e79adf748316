import type { ClickEvidence } from "../leads/cause.ts";
import type { Instant } from "../world/world.ts";

export type ClickVerdict = { verdict: "human" } | { verdict: "machine"; why: string };

/** Real people rarely click within five seconds of delivery; scanners do (domain.md, 6). */
const TOO_FAST_MS = 5_000;
const scanners =
  /bot|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|googleimageproxy|curl|wget|python-requests|headless/i;

/** Who clicked: a verdict with its reason. A machine's click never scores. */
export const verdictOf = (
  { method, userAgent, occurredAt }: ClickEvidence,
  sentAt: Instant | undefined,
): ClickVerdict => {
  if (method === "HEAD") return { verdict: "machine", why: "HEAD request" };
  if (userAgent !== undefined && scanners.test(userAgent)) return { verdict: "machine", why: "known scanner" };
  if (sentAt !== undefined && occurredAt - sentAt < TOO_FAST_MS)
    return { verdict: "machine", why: "within 5 seconds of sending" };
  return { verdict: "human" };
};

/** Apple's privacy proxy opens every mail with exactly this name (domain.md, 6). */
export const isMachineOpen = (userAgent: string | undefined): boolean =>
  userAgent === undefined || userAgent === "Mozilla/5.0" || scanners.test(userAgent);
