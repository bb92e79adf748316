import * as Engine from "@rekindle/core/engine/engine";
import { bodyOf } from "@rekindle/core/engine/keys";
import { project } from "@rekindle/core/engine/project";
import { report } from "@rekindle/core/engine/report";
import { entriesOf } from "@rekindle/core/engine/timeline";
import { countsOf } from "@rekindle/core/insight/counts";
import type { Entry } from "@rekindle/core/leads/entry";
import { dayOf } from "@rekindle/core/workspace/calendar";
import { changes as changesOf } from "@rekindle/core/world/sqlite-changes";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Table } from "@rekindle/core/world/world";
import fc from "fast-check";
import { expect, test } from "vitest";
import { act } from "../support/acts.ts";
import { chance } from "../support/chance.ts";
import { copyOf } from "../support/copy-of.ts";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import { crm, folk, histories, live, prepareFolk } from "../support/histories.ts";
import { type Lab, lab } from "../support/lab.ts";

const data = prepared(prepareFolk);

/** Entries of a lead, and what was written beside its record. */
const everything = async ({ engine }: Lab, id: string): Promise<Entry[]> => {
  const page = await engine.world.table.query({ pk: id, from: "aside#", to: "aside#~", limit: 500 });
  return [...(await entriesOf(engine, id)), ...page.items.map((item) => bodyOf<Entry>(item))];
};

type Sums = Record<string, number>;
const recounted = async (story: Lab): Promise<Sums> => {
  const sums: Sums = {};
  for (const email of folk)
    for (const { at, facts } of await everything(story, (await story.lead(email)).id))
      for (const fact of facts)
        for (const { workflow, version, name, n, at: as = at } of countsOf(fact)) {
          if (workflow === "") continue;
          const key = `count#${workflow}#${version} ${dayOf(as, "Asia/Tokyo")} ${name}`;
          sums[key] = (sums[key] ?? 0) + n;
        }
  return sums;
};
const counted = ({ db }: Lab): Sums => {
  const sums: Sums = {};
  for (const row of db.prepare("select pk, sk, body from item where pk like 'count#%'").all()) {
    const { n }: { n: Sums } = JSON.parse(String(row["body"]));
    for (const [name, value] of Object.entries(n)) sums[`${row["pk"]} ${row["sk"]} ${name}`] = value;
  }
  return sums;
};

/** Where everybody stands: by the records, by the listings, and by the report's difference of coming and going. */
const expectPlaces = async (story: Lab): Promise<void> => {
  const standing: Sums = {};
  for (const email of folk)
    for (const { workflow, version, step, state } of (await story.lead(email)).enrolments) {
      const at = state === "pending" ? `pending#${workflow}` : `place#${workflow}#${version}#${step}`;
      standing[at] = (standing[at] ?? 0) + 1;
    }
  const listed: Sums = {};
  for (const row of story.db.prepare("select list_in from item where sk like 'place#%'").all()) {
    const at = String(row["list_in"]);
    listed[at] = (listed[at] ?? 0) + 1;
  }
  expect(listed).toEqual(standing);
  for (const id of ["welcome", "lost", "drip"])
    for (const { version, steps } of (await report(story.engine, id))?.versions ?? [])
      for (const step of steps)
        expect([id, version, step.id, step.waiting]).toEqual([
          id,
          version,
          step.id,
          standing[`place#${id}#${version}#${step.id}`] ?? 0,
        ]);
};

test("the counters equal a recount of all entries, and places are where people are, whatever happened", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (deeds) => {
      const story = await labOn(data, { outside: crm });
      try {
        await live(story, deeds);
        expect(counted(story)).toEqual(await recounted(story));
        await expectPlaces(story);
      } finally {
        await closeLab(story);
      }
    }),
    { numRuns: 30 },
  );
});

test("also when batches of the stream come twice, in other pieces, and the process dies in between", async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), async (deeds, seed) => {
      const random = chance(seed);
      const db = copyOf(await data());
      const table = SqliteTable.open(db, { stream: true });
      const log = changesOf(db);
      const opened: { story?: Lab } = {};
      let done = 0;
      const stream = {
        work: async () => {
          const batch = log.after(done, 1 + Math.floor(random() * 30));
          const last = batch.at(-1);
          if (last === undefined || opened.story === undefined) return false;
          const { world, config } = opened.story.engine;
          const process = Engine.create({ ...world, table: dying(world.table, random) }, config);
          const died = await project(
            process,
            "shard-1",
            batch.map(({ seq, ...change }) => ({ ...change, seq: String(seq) })),
          ).then(
            () => false,
            () => true,
          );
          // What was handled is not always noted as handled: then the batch comes again, cut elsewhere.
          if (!died && random() < 0.7) done = last.seq;
          return true;
        },
        nextAt: () => undefined,
      };
      const story = await lab({ db, table: { table, stream }, outside: crm });
      opened.story = story;
      try {
        await live(story, deeds);
        expect(counted(story)).toEqual(await recounted(story));
        await expectPlaces(story);
      } finally {
        await closeLab(story);
      }
    }),
    { numRuns: 25 },
  );
});

/** Now and then a write dies, half of the time after it went through. */
const dying = (table: Table, random: () => number): Table => {
  const fails = () => random() < 0.04;
  const around =
    <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      if (fails()) throw new Error("died before");
      const answer = await act(...args);
      if (fails()) throw new Error("died after");
      return answer;
    };
  return { ...table, put: around(table.put), commit: around(table.commit), remove: around(table.remove) };
};

test("workers that count the same leads' shards at once lose nothing of each other", async () => {
  const story = await labOn(data, { outside: crm });
  const { engine } = story;
  const entry = (rev: number): Entry => ({
    rev,
    at: story.clock.now(),
    cause: { type: "look" },
    facts: [{ type: "split.taken", enrolment: "e1", workflow: "welcome", version: 1, step: "test", arm: "a" }],
  });
  const { dueAt: _, ...record } = await story.lead(folk[0] ?? "");
  const image = (rev: number) => JSON.stringify({ ...record, mails: {}, rev, tail: [entry(rev)] });
  const key = { pk: record.id, sk: "lead" };
  const before = counted(story);
  await Promise.all(
    Array.from({ length: 8 }, (_, shard) =>
      project(engine, `shard-${shard}`, [
        { seq: "9", key, before: { body: image(50) }, after: { body: image(51) } },
        { seq: "10", key, before: { body: image(51) }, after: { body: image(52) } },
      ]),
    ),
  );
  const name = `count#welcome#1 ${dayOf(story.clock.now(), "Asia/Tokyo")} |arm|test|a`;
  expect((counted(story)[name] ?? 0) - (before[name] ?? 0)).toBe(16);
});

test("moving people to another version leaves nobody behind in the old one's report", async () => {
  const story = await labOn(data, { outside: crm });
  const [ai = ""] = folk;
  await act(story, ai, { type: "enrol", workflow: "welcome" });
  await story.travel("PT1H");
  await story.workflow(
    "welcome",
    `
name: Welcome
triggers: [{ kind: manual }]
steps:
  - { id: rest, kind: wait, for: P30D }
  - { id: hello, kind: email, template: hello }
`,
  );
  const { step } = (await story.lead(ai)).enrolments[0] ?? {};
  await act(story, ai, { type: "migrate", workflow: "welcome", version: 2, map: { [step ?? ""]: "rest" } });
  await story.loop.drain();
  await expectPlaces(story);
  expect(counted(story)).toEqual(await recounted(story));
});
