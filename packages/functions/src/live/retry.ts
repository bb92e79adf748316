import { setTimeout } from "node:timers/promises";

/** How often and how patiently a throttled request is repeated. `wait` is the test's way in. */
export type Patience = { attempts: number; wait(ms: number): Promise<void> };

export const patience: Patience = {
  attempts: 8,
  wait: async (ms) => {
    await setTimeout(ms);
  },
};

/**
 * Calls `attempt` with what is left to do until nothing is. It returns what AWS left undone, for now; between two rounds
 * the wait doubles, from 25–50 ms up to 1.6 s. What `attempt` throws is retried if `transient` says so, else it is the
 * end. After the last round it throws `exhausted`.
 */
export const untilDone = async <T>(
  { attempts, wait }: Patience,
  all: T[],
  transient: (error: unknown) => boolean,
  attempt: (left: T[]) => Promise<T[]>,
): Promise<void> => {
  let left = all;
  for (let round = 0; left.length > 0; round++) {
    if (round > 0) await wait(pauseMs(round));
    try {
      left = await attempt(left);
    } catch (error) {
      if (!transient(error) || round + 1 >= attempts) throw error;
      continue;
    }
    if (left.length > 0 && round + 1 >= attempts)
      throw new Error(`AWS left ${left.length} of ${all.length} undone in ${attempts} attempts`);
  }
};

/** Runs `work` on every part, `width` at a time. After a failure no further part begins; it throws once all that began have ended. */
export const inFlight = async <T>(width: number, parts: T[], work: (part: T, index: number) => Promise<void>) => {
  const errors: unknown[] = [];
  const queue = parts.entries();
  const lane = async () => {
    for (const [index, part] of queue) {
      if (errors.length > 0) return;
      await work(part, index).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, parts.length) }, lane));
  if (errors.length > 0) throw errors[0];
};

export const chunks = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

/** The service refused for lack of capacity before it did anything: nothing was written, for certain. */
export const isThrottling = (error: unknown): boolean =>
  error instanceof Error && throttles.has(error.name.replace(/Exception$/, ""));

/** It may or may not have happened: broken connections, timeouts, 5xx. Only what is harmless twice may be repeated. */
export const isTransient = (error: unknown): boolean =>
  isThrottling(error) ||
  (error instanceof Error &&
    (error.name === "TimeoutError" ||
      ("code" in error && typeof error.code === "string" && disconnects.has(error.code)) ||
      ("$fault" in error && error.$fault === "server")));

const throttles = new Set([
  "ProvisionedThroughputExceeded",
  "RequestLimitExceeded",
  "Throttling",
  "ThrottlingError",
  "RequestThrottled",
]);

const disconnects = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);

/** Half fixed, half random: workers that were throttled together do not come back together. */
const pauseMs = (round: number): number => 25 * 2 ** Math.min(round - 1, 5) * (1 + Math.random());
