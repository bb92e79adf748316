import { importChunk, type Made } from "@rekindle/core/engine/import-chunk";
import { importDeals } from "@rekindle/core/engine/imports";
import { findJob } from "@rekindle/core/engine/job";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

const workflow = `
name: Lost on price
triggers: [{ kind: dealLost, reasons: [price], after: P30D }]
steps: [{ id: hello, kind: email, template: hello }]
`;
const rows = Array.from({ length: 5 }, (_, n) => `D${n},会社${n},p${n}@c${n}.example,失注,価格,2026-09-01`);
const list = ["商談ID,会社名,メールアドレス,フェーズ,失注理由,失注日", ...rows].join("\n");

for (const consent of ["optIn", undefined] as const)
  test(`a piece that a crash lets run twice counts, makes and spreads the same (consent: ${consent ?? "none"})`, async () => {
    const l = await lab();
    const { engine } = l;
    await l.template("hello");
    await l.workflow("price", workflow);
    const started = await importDeals(engine, new TextEncoder().encode(list), {
      rekindling: { perDay: 2 },
      ...(consent === undefined ? {} : { consent }),
    });
    const job = started.status === "started" ? await findJob(engine, started.job) : undefined;
    if (job?.plan.kind !== "import") throw new Error("the import did not start");
    const made = async () => {
      const item = await engine.world.table.get(keys.made(job.id, 0), "consistent");
      return item === undefined ? undefined : bodyOf<Made>(item);
    };
    const first = await importChunk(engine, job, job.plan);
    const firstMade = await made();
    const second = await importChunk(engine, job, job.plan);
    expect(second).toEqual(first);
    expect(second.report).toMatchObject({ created: 5, merged: 0 });
    expect(await made()).toEqual(firstMade);
    expect(firstMade?.leads).toHaveLength(5);
    for (const [index, day] of [25, 25, 26, 26, 27].entries()) {
      const { enrolments } = await l.lead(`p${index}@c${index}.example`);
      if (consent !== undefined) expect(enrolments).toMatchObject([{ until: Date.UTC(2026, 10, day) }]);
    }
  });
