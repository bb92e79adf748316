import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/** Something a person should look at: a parked lead, a mail that SES will not take, a payload that could not be read. */
export type Problem = { id: string; kind: "parked" | "mailFailed"; lead: string; reason: string; at: Instant };

export const note = ({ world }: Engine, problem: Problem): Promise<void> =>
  world.table.put([{ ...keys.problem(problem.id), rev: 1, body: JSON.stringify(problem) }]);

export const clear = ({ world }: Engine, id: string): Promise<void> => world.table.remove([keys.problem(id)]);

export const list = async ({ world }: Engine, after?: string): Promise<{ items: Problem[]; next?: string }> => {
  const page = await world.table.query({ pk: "problem", limit: 100, ...(after === undefined ? {} : { after }) });
  const items = page.items.map((item) => bodyOf<Problem>(item));
  return page.next === undefined ? { items } : { items, next: page.next };
};
