import { publishScoring } from "@rekindle/core/engine/publish";
import { effectsOf } from "@rekindle/core/engine/scoring-effects";
import { tryOn } from "@rekindle/core/engine/scoring-try";
import { entriesOf } from "@rekindle/core/engine/timeline";
import type { Lead } from "@rekindle/core/leads/lead";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import { ScoringModel } from "@rekindle/core/scoring/model";
import { totalAt } from "@rekindle/core/scoring/score";
import fc from "fast-check";
import { expect, test } from "vitest";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import { crm, folk, histories, live, prepareFolk } from "../support/histories.ts";
import type { Lab } from "../support/lab.ts";

const data = prepared(prepareFolk);
const model = fc
  .record({
    factor: fc.constantFrom(0.3, 1, 2, 5),
    web: fc.constantFrom(5, 60),
    insideSales: fc.constantFrom(20, 70),
    fit: fc.constantFrom(0, 40),
  })
  .map(({ factor, web, insideSales, fit }) =>
    ScoringModel.parse({
      ...defaultModel,
      families: { ...defaultModel.families, web: { halfLifeDays: web } },
      signals: defaultModel.signals.map((rule) => ({ ...rule, points: rule.points * factor })),
      fit: [{ id: "everybody", when: { field: "email", contains: "@" }, points: fit }],
      lines: { warm: 15, insideSales, sales: 100 },
    }),
  );

const leadsOf = (story: Lab): Promise<Lead[]> => Promise.all(folk.map(story.lead));
const opened = async (story: Lab): Promise<number> => {
  let count = 0;
  for (const { id } of await leadsOf(story))
    for (const { facts } of await entriesOf(story.engine, id))
      count += facts.filter(({ type }) => type === "handoff.opened").length;
  return count;
};

test("what trying a model says is what publishing it does, whatever has happened", async () => {
  await fc.assert(
    fc.asyncProperty(histories, model, async (deeds, next) => {
      const story = await labOn(data, { outside: crm });
      try {
        await live(story, deeds);
        await story.loop.drain();
        const effects = await effectsOf(story.engine, next, 1_000);
        const told = new Map(
          await Promise.all(
            (await leadsOf(story)).map(async ({ id }) => [id, (await tryOn(story.engine, id, next))?.after] as const),
          ),
        );
        const before = await opened(story);
        await publishScoring(story.engine, next);
        await story.loop.drain();
        const now = story.clock.now();
        const after = (await leadsOf(story)).filter(({ erased }) => erased === undefined);
        expect(effects.looked).toBe(after.length);
        const above = (line: number) => after.filter(({ score }) => totalAt(score, now) >= line).length;
        for (const line of ["warm", "insideSales", "sales"] as const)
          expect([line, effects.lines[line].after]).toEqual([line, above(next.lines[line])]);
        expect((await opened(story)) - before).toBe(effects.handsOver);
        // Of a parked lead the fit is judged when it is put back.
        for (const { id, score, parked } of after)
          if (parked === undefined) expect(told.get(id)).toBeCloseTo(totalAt(score, now), 6);
      } finally {
        await closeLab(story);
      }
    }),
    { numRuns: 20 },
  );
});

test("the model that runs moves nobody, and the rules of one lead add up to the score", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (deeds) => {
      const story = await labOn(data, { outside: crm });
      try {
        await live(story, deeds);
        await publishScoring(story.engine, defaultModel);
        await story.loop.drain();
        const effects = await effectsOf(story.engine, defaultModel, 1_000);
        expect([...effects.up, ...effects.down]).toEqual([]);
        for (const { id, erased, parked } of await leadsOf(story)) {
          const tried = await tryOn(story.engine, id, defaultModel);
          expect(tried === undefined).toBe(erased !== undefined);
          if (tried === undefined || parked !== undefined) continue;
          expect(tried.after).toBeCloseTo(tried.before, 6);
          expect(tried.rules.reduce((sum, { after }) => sum + after, 0)).toBeCloseTo(tried.after, 6);
        }
      } finally {
        await closeLab(story);
      }
    }),
    { numRuns: 15 },
  );
});
