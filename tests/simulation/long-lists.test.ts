import { surveyDeals } from "@rekindle/core/engine/deal-survey";
import { importDeals, importLeads } from "@rekindle/core/engine/imports";
import { findJob } from "@rekindle/core/engine/job";
import { runJob } from "@rekindle/core/engine/jobs";
import { surveyLeads } from "@rekindle/core/engine/lead-survey";
import type { Table } from "@rekindle/core/world/world";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

const ROWS = 100_000;
const leadList = () => {
  const lines = ["e-mail,氏名,会社名"];
  for (let n = 0; n < ROWS; n++) lines.push(`p${n}@c${n % 3_000}.example,人${n},会社${n % 3_000}`);
  return new TextEncoder().encode(lines.join("\n"));
};
const dealList = () => {
  const lines = ["商談ID,会社名,メールアドレス,フェーズ,失注理由,失注日"];
  for (let n = 0; n < ROWS; n++) lines.push(`D${n},会社${n},p${n}@c.example,失注,価格,2026-09-01`);
  return new TextEncoder().encode(lines.join("\n"));
};

/** The most items that one call reads or writes, and how often others get their turn. */
const watched = async () => {
  const most = { read: 0, written: 0 };
  let breaths = 0;
  const l = await lab({
    wrap: (parts) => {
      const { table } = parts.world;
      const counting: Table = {
        ...table,
        getMany: (keys, read) => {
          most.read = Math.max(most.read, keys.length);
          return table.getMany(keys, read);
        },
        put: (items) => {
          most.written = Math.max(most.written, items.length);
          return table.put(items);
        },
      };
      return { ...parts, world: { ...parts.world, table: counting } };
    },
  });
  const breathe = async () => {
    breaths += 1;
  };
  return { ...l, most, breathe, breaths: () => breaths };
};

test("a dry run of a hundred thousand rows reads the file in pieces and looks up a bounded part", async () => {
  const { engine, most, breathe, breaths } = await watched();
  const leads = await surveyLeads(engine, leadList(), { breathe });
  expect(leads).toMatchObject({
    status: "ok",
    survey: { people: ROWS, looked: 1_000, created: 1_000, companies: 3_000, file: { rows: ROWS } },
  });
  expect(breaths()).toBeGreaterThanOrEqual(ROWS / 500);
  const before = breaths();
  const deals = await surveyDeals(engine, dealList(), { breathe, rekindling: { perDay: 20 } });
  expect(deals).toMatchObject({ status: "ok", survey: { deals: { lost: ROWS }, looked: 1_000 } });
  expect(breaths() - before).toBeGreaterThanOrEqual(ROWS / 500);
  expect(most.read).toBeLessThanOrEqual(1_000);
  expect(most.written).toBe(0);
});

test.each([
  ["leads", importLeads, leadList],
  ["deals", importDeals, dealList],
] as const)("a hundred thousand rows of %s are stored and taken in piece by piece", async (_, begin, list) => {
  const { engine, most, breathe, breaths } = await watched();
  const started = await begin(engine, list(), { breathe, consent: "optIn", rekindling: { perDay: 20 } });
  if (started.status !== "started") throw new Error(started.reason);
  expect(breaths()).toBeGreaterThanOrEqual(ROWS / 500);
  expect(most.written).toBeLessThanOrEqual(25);
  await runJob(engine, started.job);
  expect(await findJob(engine, started.job)).toMatchObject({ state: "running", done: 100, total: ROWS });
});

test("a report names a thousand bad rows and counts the others", async () => {
  const { engine } = await lab();
  const rows = Array.from({ length: 5_000 }, (_, n) => `no address ${n},x`);
  const started = await importLeads(engine, new TextEncoder().encode(["e-mail,氏名", ...rows].join("\n")));
  if (started.status !== "started") throw new Error(started.reason);
  const job = await findJob(engine, started.job);
  expect(job).toMatchObject({ state: "done", done: 5_000, total: 5_000, report: { faults: { address: 5_000 } } });
  expect(job?.report.rejected).toHaveLength(1_000);
});
