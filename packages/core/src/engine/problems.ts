import type { Cause } from "../leads/cause.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { send } from "./message.ts";

/** Something a person should look at: a parked lead, a mail that SES will not take, a payload that could not be read. */
export type Problem = { id: string; kind: "parked" | "mailFailed"; lead: string; reason: string; at: Instant };
/** `causes` wait for the lead to be put back. */
type Stored = Problem & { causes?: Cause[] };

export const note = ({ world }: Engine, problem: Problem): Promise<void> =>
  world.table.put([{ ...keys.problem(problem.id), rev: 1, body: JSON.stringify(problem) }]);

/** With what the lead's record could not take, behind what waits there already. */
export const noteParked = async ({ world }: Engine, problem: Problem, waiting: Cause[]): Promise<void> => {
  for (let tries = 0; tries < 10; tries++) {
    const item = await world.table.get(keys.problem(problem.id), "consistent");
    const { causes = [] }: Partial<Stored> = item === undefined ? {} : bodyOf<Stored>(item);
    const body = JSON.stringify({ ...problem, causes: [...causes, ...waiting] } satisfies Stored);
    const put = { ...keys.problem(problem.id), rev: (item?.rev ?? 0) + 1, body };
    const [answer] = await world.table.commit([{ put, expect: item?.rev ?? 0 }]);
    if (answer === "stored") return;
  }
  throw new Error(`Problem ${problem.id} is fought over`);
};

/** It is dealt with. What waited for that happens now. */
export const clear = async (engine: Engine, id: string): Promise<void> => {
  const { table } = engine.world;
  const item = await table.get(keys.problem(id), "consistent");
  if (item === undefined) return;
  const { lead, causes = [] } = bodyOf<Stored>(item);
  if (causes.length > 0)
    await send(
      engine,
      causes.map((cause) => ({ kind: "cause", lead, cause })),
    );
  await table.remove([keys.problem(id)]);
};

export const list = async ({ world }: Engine, after?: string): Promise<{ items: Problem[]; next?: string }> => {
  const page = await world.table.query({ pk: "problem", limit: 100, ...(after === undefined ? {} : { after }) });
  const items = page.items.map((item): Problem => {
    const { id, kind, lead, reason, at } = bodyOf<Stored>(item);
    return { id, kind, lead, reason, at };
  });
  return page.next === undefined ? { items } : { items, next: page.next };
};
