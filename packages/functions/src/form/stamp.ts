import type { Seal } from "@rekindle/core/world/world";

/** When a form was shown, so that it can be seen how long it took to fill in. `at`: the wall's time, epoch ms. */
export const stamp = (seal: Pick<Seal, "addressKey">, source: string, at: number): string =>
  `${at}.${seal.addressKey(`form:${source}:${at}`)}`;

/** Undefined: we have not made it, or it is from the future. */
export const stampedAt = (
  seal: Pick<Seal, "addressKey">,
  source: string,
  given: string,
  now: number,
): number | undefined => {
  const [, at = ""] = /^(\d{1,15})\.[0-9a-f]{32}$/.exec(given) ?? [];
  if (at === "" || stamp(seal, source, Number(at)) !== given || Number(at) > now) return undefined;
  return Number(at);
};

/** Nobody fills in a form faster. */
export const FASTEST_MS = 2_000;
