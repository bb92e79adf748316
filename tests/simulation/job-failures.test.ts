import { emptyReport, findJob, startJob } from "@rekindle/core/engine/job";
import { retryJob } from "@rekindle/core/engine/jobs";
import { keys } from "@rekindle/core/engine/keys";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

/** A job whose piece throws for as long as the model it counts with is not there. */
const stuck = async () => {
  const made = await lab();
  const { engine } = made;
  const id = engine.world.ids.next("job");
  const plan = { kind: "import" as const, chunk: 0, chunks: 1, consent: "none" as const, started: 0 };
  const base = {
    id,
    kind: "leads" as const,
    state: "running" as const,
    done: 0,
    total: 1,
    report: emptyReport(),
    plan,
  };
  await engine.world.table.put([{ ...keys.rows(id, 0), rev: 1, body: "not json" }]);
  await startJob(engine, { ...base, createdAt: engine.world.clock.now() });
  return { ...made, id };
};

test("a job whose piece keeps throwing is tried again, later each time, and then stands failed with the reason", async () => {
  const { engine, id, travel, loop, logged } = await stuck();
  await loop.drain();
  expect(await findJob(engine, id)).toMatchObject({ state: "running", tries: 1 });
  await travel("PT2H");
  const failed = await findJob(engine, id);
  expect(failed).toMatchObject({ state: "failed", error: expect.stringContaining("JSON"), done: 0 });
  expect(logged.filter(({ event }) => event === "job.failed")).toHaveLength(6);
  await travel("P1D");
  expect(logged.filter(({ event }) => event === "job.failed")).toHaveLength(6);
});

test("a failed job goes on from the piece that failed, once a person says so", async () => {
  const { engine, id, travel, loop } = await stuck();
  await travel("PT2H");
  await engine.world.table.put([{ ...keys.rows(id, 0), rev: 2, body: "[]" }]);
  expect(await retryJob(engine, id)).toBe(true);
  await loop.drain();
  expect(await findJob(engine, id)).toMatchObject({ state: "done" });
  expect(await retryJob(engine, id)).toBe(false);
});

test("a job that threw now and then goes on at once when a piece succeeds again", async () => {
  const { engine, id, travel, loop } = await stuck();
  await loop.drain();
  await engine.world.table.put([{ ...keys.rows(id, 0), rev: 2, body: "[]" }]);
  await travel("PT2M");
  const done = await findJob(engine, id);
  expect(done).toMatchObject({ state: "done" });
  expect(done).not.toHaveProperty("tries");
  expect(done).not.toHaveProperty("restUntil");
});
