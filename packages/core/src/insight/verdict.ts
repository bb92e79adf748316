import { difference, type Interval, neededForTwice, neededToTell, type Share, wilson, zFor } from "./proportion.ts";

/**
 * May we say that it worked? Only people whose time is over are counted: who came in yesterday has had no time to react, and would
 * make every result look worse than it is.
 */
export type Verdict = "held" | "notHeld" | "early";

export type Judged = Share & {
  share: number | null;
  interval: Interval;
  /** Against the expected share; null where none was stated. */
  verdict: Verdict | null;
  /** People in all until it can be told, at the share seen so far. */
  needed: number | null;
};

/** Held when even the lower bound reaches what was expected; not held when even the upper one stays below. */
export const judge = (seen: Share, expected: number | undefined): Judged => {
  const interval = wilson(seen);
  const { of, n } = seen;
  const verdict =
    expected === undefined
      ? null
      : n > 0 && interval.low >= expected
        ? "held"
        : n > 0 && interval.high < expected
          ? "notHeld"
          : "early";
  return {
    of,
    n,
    share: n === 0 ? null : of / n,
    interval,
    verdict,
    needed: expected !== undefined && verdict === "early" ? (neededToTell(seen, expected) ?? null) : null,
  };
};

export type Arm = { name: string; holdout: boolean } & Share;
export type ComparedArm = Arm & { share: number | null; interval: Interval };
/** `arm` against `against`; `clear` only where the interval of the difference leaves zero out. */
export type Comparison = Interval & { arm: string; against: string; value: number; clear: "better" | "worse" | null };
export type Compared = {
  arms: ComparedArm[];
  comparisons: Comparison[];
  /** People per arm that would show twice the share of the yardstick. */
  neededForTwice: number | null;
};

/** Every arm against the hold-out, or against the first arm where there is none; wider the more is compared. */
export const compare = (arms: Arm[]): Compared => {
  const yardstick = arms.find(({ holdout }) => holdout) ?? arms[0];
  const others = arms.filter((arm) => arm !== yardstick);
  const z = zFor(others.length);
  return {
    arms: arms.map((arm) => ({ ...arm, share: arm.n === 0 ? null : arm.of / arm.n, interval: wilson(arm) })),
    comparisons:
      yardstick === undefined
        ? []
        : others.map((arm) => {
            const found = difference(arm, yardstick, z);
            const clear = found.low > 0 ? ("better" as const) : found.high < 0 ? ("worse" as const) : null;
            return { arm: arm.name, against: yardstick.name, ...found, clear };
          }),
    neededForTwice:
      yardstick === undefined || yardstick.n === 0 ? null : (neededForTwice(yardstick.of / yardstick.n, z) ?? null),
  };
};
