import type { Engine } from "@rekindle/core/engine/engine";
import { sweep } from "@rekindle/core/engine/tick";
import { engine, queueLength } from "./live/engine.ts";

/** A queue longer than this has work enough: a sweep would fill it with copies. */
const SHORT = 1_000;

/** Every five minutes: everything overdue goes to the queue again, while that is short. */
export const onSweep = (engine: Engine, length: () => Promise<number>) => async (): Promise<void> => {
  if ((await length()) < SHORT) await sweep(engine);
};

export const handler = async (): Promise<void> => onSweep(engine(), queueLength())();
