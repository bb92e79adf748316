import { spread } from "@rekindle/core/workflows/split";
import type { Instant } from "@rekindle/core/world/world";
import { type Planned, pageView } from "./act.ts";
import { cast, MOST_PEOPLE, person } from "./cast.ts";
import { attendance } from "./nature.ts";
import { awake, HOUR_MS, jst } from "./time.ts";

/** From here on nobody comes by the white paper: the quiet source that somebody should look at. */
const QUIET = jst("2026-10-12T12:00");

/** How person number n comes in. */
export const arrival = (n: number, at: Instant): Planned[] => {
  const { email } = person(n);
  const way = spread(`way/${n}`);
  const by = (source: string): Planned[] => [{ at, act: { do: "form", source, email } }];
  const seen: Planned[] =
    spread(`seen/${n}`) < 0.4
      ? [{ at: at + 7 * 60_000, act: pageView(email, spread(`page/${n}`) < 0.4 ? "/pricing" : "/case") }]
      : [];
  if (way < 0.2 && at < QUIET) return [...by("whitepaper"), ...seen];
  if (way < 0.42) return attendance(email, at, "arrival");
  if (way < 0.55) return [...by("brochure"), ...seen];
  if (way < 0.58) return by("demo");
  return [...by("newsletter"), ...seen];
};

/** Person n now, the next one some hours later, until all are there: one or two a day. */
export const arrive = (n: number, at: Instant): Planned[] => {
  if (n >= MOST_PEOPLE - Object.keys(cast).length) return [];
  const next = awake(at + (8 + spread(`next/${n}`) * 20) * HOUR_MS, `next/${n}`);
  return [...arrival(n, at), { at: next, act: { do: "arrive", n: n + 1 } }];
};
