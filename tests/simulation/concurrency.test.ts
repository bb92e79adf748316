import { happen } from "@rekindle/core/engine/cause";
import { create, type Engine } from "@rekindle/core/engine/engine";
import { capture } from "@rekindle/core/engine/identity";

import { entriesOf } from "@rekindle/core/engine/timeline";
import { expect, test } from "vitest";
import { simulation } from "../faults/sim.ts";
import { chance } from "../support/chance.ts";
import { start } from "../support/lab.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const WORKERS = 16;
const EACH = 5;

/** Workers on one table, each call of which takes its time, and one lead. `reloads`: of each decision that was committed. */
const together = async (seed: number) => {
  const random = chance(seed);
  const sim = simulation(start, random);
  const { world } = memoryEngine();
  const captured = await capture(
    create(world),
    {
      via: "api",
      email: "a@example.com",
      attributes: {},
      tags: [],
      consent: { basis: "optIn", at: start, source: "t" },
    },
    { id: "first", at: start },
  );
  if (captured.status === "suppressed") throw new Error("Nobody was erased");
  const slow =
    <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await sim.sleep(sim.between(2, 10));
      return act(...args);
    };
  const { table } = world;
  const worker = () => {
    let consistent = 0;
    const engine: Engine = create({
      ...world,
      clock: { now: sim.now, wait: sim.sleep },
      table: {
        ...table,
        get: slow(table.get),
        getMany: slow(async (keys, read) => {
          if (read === "consistent") consistent += 1;
          return table.getMany(keys, read);
        }),
        put: slow(table.put),
        commit: slow(table.commit),
      },
    });
    return {
      engine,
      reloads: (): number => {
        const count = consistent;
        consistent = 0;
        return count;
      },
    };
  };
  return { sim, worker, lead: captured.lead.id, table, engine: create(world) };
};

/** What each worker's calls had to reload, where `pause` says how long it waits before each. Nothing may be lost. */
const play = async (seed: number, pause: (random: () => number) => number): Promise<number[]> => {
  const { sim, worker, lead, engine } = await together(seed);
  const reloads: number[] = [];
  const all = Array.from({ length: WORKERS }, async (_, w) => {
    const { engine: own, reloads: counted } = worker();
    for (let n = 0; n < EACH; n++) {
      await sim.sleep(pause(sim.random));
      const at = sim.now();
      const cause = {
        type: "tracked",
        id: `${w}.${n}`,
        at,
        occurredAt: at,
        name: "seen",
        properties: { w, n },
      } as const;
      await happen(own, lead, cause);
      reloads.push(counted());
    }
  });
  await sim.run(start + 60_000);
  await Promise.all(all);
  const told = (await entriesOf(engine, lead))
    .flatMap((entry) => entry.facts)
    .flatMap((fact) =>
      fact.type === "event.tracked" ? [Number(fact.properties["w"]) * EACH + Number(fact.properties["n"])] : [],
    );
  expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: WORKERS * EACH }, (_, n) => n));
  return reloads;
};

test("16 workers that come to one lead within the same two seconds: nothing is lost, and p99 is 5 reloads at most", async () => {
  const reloads: number[] = [];
  for (const seed of [1, 2, 3, 4, 5]) reloads.push(...(await play(seed, (random) => random() * 2_000)));
  expect(reloads).toHaveLength(5 * WORKERS * EACH);
  expect(quantile(reloads, 0.99)).toBeLessThanOrEqual(5);
});

test("16 workers that come at the same moment, again and again: nothing is lost, and p99 is 5 reloads at most", async () => {
  const reloads: number[] = [];
  for (const seed of [1, 2, 3, 4, 5]) reloads.push(...(await play(seed, () => 0)));
  expect(reloads).toHaveLength(5 * WORKERS * EACH);
  expect(quantile(reloads, 0.99)).toBeLessThanOrEqual(5);
  // They do meet.
  expect(quantile(reloads, 0.9)).toBeGreaterThan(1);
});

const quantile = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
