import { setImmediate } from "node:timers/promises";
import type { Instant } from "@rekindle/core/world/world";

/**
 * Time for many workers at once. Each call of a port costs domain time, so any two workers may meet between any two calls;
 * what runs at one moment runs alone, so the same seed gives the same run, also over real connections.
 */
export type Sim = {
  now(): Instant;
  random(): number;
  /** From `low` to `high`, small values as likely as large ones: milliseconds races and hour-long delays. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  sleep(ms: number): Promise<void>;
  at(when: Instant, act: () => void): void;
  /** Time stands still until this is done. */
  real<T>(act: () => Promise<T>): Promise<T>;
  run(until: Instant): Promise<void>;
};

export const simulation = (startAt: Instant, random: () => number): Sim => {
  let now = startAt;
  let busy = 0;
  let wakeUp: (() => void) | undefined;
  let events: { at: Instant; order: number; act: () => void }[] = [];

  const at = (when: Instant, act: () => void): void => {
    events.push({ at: Math.max(when, now), order: random(), act });
  };
  /** The earliest; among those of one moment, any. */
  const take = (until: Instant) => {
    let best = -1;
    for (let i = 0; i < events.length; i++) {
      const [one, first] = [events[i], events[best]];
      if (one === undefined || one.at > until) continue;
      if (first === undefined || one.at < first.at || (one.at === first.at && one.order < first.order)) best = i;
    }
    const found = events[best];
    const last = events.pop();
    if (found !== undefined && last !== undefined && found !== last) events[best] = last;
    if (found === undefined && last !== undefined) events.push(last);
    return found;
  };
  const quiet = async (): Promise<void> => {
    await setImmediate();
    while (busy > 0) {
      await new Promise<void>((resolve) => {
        wakeUp = resolve;
      });
      await setImmediate();
    }
  };

  return {
    now: () => now,
    random,
    between: (low, high) => Math.round(low * (high / low) ** random()),
    chance: (probability) => random() < probability,
    sleep: (ms) =>
      new Promise((resolve) => {
        at(now + ms, resolve);
      }),
    at,
    real: async (act) => {
      busy += 1;
      try {
        return await act();
      } finally {
        busy -= 1;
        if (busy === 0) wakeUp?.();
      }
    },
    run: async (until) => {
      await quiet();
      for (let event = take(until); event !== undefined; event = take(until)) {
        now = Math.max(now, event.at);
        event.act();
        await quiet();
      }
      now = Math.max(now, until);
      events = events.filter((event) => event.at > until);
    },
  };
};
