import type { Engine } from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { project } from "@rekindle/core/engine/project";
import { sweep, tick } from "@rekindle/core/engine/tick";
import type { Change } from "@rekindle/core/world/sqlite-changes";

/** The handlers that Lambda runs, as the local run feeds them. Answers are ids of what should come again. */
export type Handlers = {
  leadQueue(messages: { id: string; body: string; receives: number; sentAt: number }[]): Promise<string[]>;
  mailEvents(messages: { id: string; body: string }[]): Promise<string[]>;
  tableStream(changes: Change[]): Promise<void>;
  tick(): Promise<void>;
  sweep(): Promise<void>;
};

/** Without the detour through event shapes, for simulations. */
export const directHandlers = (engine: Engine): Handlers => ({
  leadQueue: (messages) => handle(engine, messages),
  mailEvents: (messages) => handleMailEvents(engine, messages),
  tableStream: (changes) =>
    project(
      engine,
      "local",
      changes.map(({ seq, key, before, after }) => ({
        seq: String(seq),
        key,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      })),
    ),
  tick: async () => {
    await tick(engine);
  },
  sweep: async () => {
    await sweep(engine);
  },
});
