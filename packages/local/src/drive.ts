import type { Instant } from "@rekindle/core/world/world";
import type { Run } from "./run.ts";

/** Lets the clock run, `speed` times as fast as the wall's. */
export type Drive = {
  readonly speed: number;
  /** Plays the time up to `to` at once, then goes on from there. */
  jump(to: Instant): Promise<void>;
  stop(): Promise<void>;
};

/** Between two looks at the wall clock. */
const PAUSE_MS = 40;

export const start = (
  { clock, loop }: Pick<Run, "clock" | "loop">,
  speed: number,
  onError: (error: unknown) => void,
): Drive => {
  let anchor = { wall: Date.now(), clock: clock.now() };
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  // In real time a stopped run catches up with the wall; a sample that ran ahead goes on from where it is.
  const target = (): Instant => {
    const passed = anchor.clock + (Date.now() - anchor.wall) * speed;
    return speed === 1 ? Math.max(passed, Date.now()) : passed;
  };
  const turn = async (): Promise<void> => {
    try {
      await loop.advance(Math.max(clock.now(), Math.floor(target())));
    } catch (error) {
      onError(error);
      return;
    }
    if (!stopped) timer = setTimeout(next, PAUSE_MS);
  };
  const next = () => {
    round = turn();
  };
  next();
  return {
    speed,
    jump: async (to) => {
      await loop.advance(Math.max(to, clock.now()));
      anchor = { wall: Date.now(), clock: clock.now() };
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
};
