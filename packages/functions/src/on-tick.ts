import type { Engine } from "@rekindle/core/engine/engine";
import { tick } from "@rekindle/core/engine/tick";
import { engine } from "./live/engine.ts";

/** Each minute: what became due goes to the queue. */
export const onTick = (engine: Engine) => async (): Promise<void> => {
  await tick(engine);
};

export const handler = async (): Promise<void> => onTick(engine())();
