import type { Instant } from "@rekindle/core/world/world";
import type { LocalClock } from "./clock.ts";

/** Something that has work: a queue, the stream, SES events, the due index, simulated people. */
export type Source = {
  /** Does what is due by now; false if there was nothing. */
  work(): Promise<boolean>;
  /** When it has work next, after now. */
  nextAt(): Promise<Instant | undefined> | Instant | undefined;
};

export type Loop = {
  /** Does everything that is due now. */
  drain(): Promise<void>;
  /** Plays the time in order up to `to`, each due thing at its own moment. */
  advance(to: Instant): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A discrete-event clock: it moves to the next due instant, and only when nothing that is due by now is left. So a day that
 * passes in ten seconds has the same order of events as one that takes a day.
 */
export const create = (clock: LocalClock, sources: Source[]): Loop => {
  let line: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const alone = <T>(task: () => Promise<T>): Promise<T> => {
    const next = line.then(task, task);
    line = next.catch(() => undefined);
    return next;
  };
  const drain = async (): Promise<void> => {
    for (let busy = true; busy && !stopped; ) {
      busy = false;
      for (const source of sources) while (!stopped && (await source.work())) busy = true;
    }
  };
  const next = async (): Promise<Instant | undefined> => {
    const moments = await Promise.all(sources.map((source) => source.nextAt()));
    const future = moments.filter((at): at is Instant => at !== undefined && at > clock.now());
    return future.length === 0 ? undefined : Math.min(...future);
  };
  return {
    drain: () => alone(drain),
    advance: (to) =>
      alone(async () => {
        await drain();
        for (let at = await next(); at !== undefined && at <= to && !stopped; at = await next()) {
          clock.move(at);
          await drain();
        }
        if (stopped) return;
        clock.move(to);
        await drain();
      }),
    stop: async () => {
      stopped = true;
      await line;
    },
  };
};
