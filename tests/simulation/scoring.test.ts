import * as Engine from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { publishScoring } from "@rekindle/core/engine/publish";
import { entriesOf } from "@rekindle/core/engine/timeline";
import type { Cause } from "@rekindle/core/leads/cause";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import { ScoringModel } from "@rekindle/core/scoring/model";
import { coolsAt, explain, totalAt } from "@rekindle/core/scoring/score";
import { replay } from "@rekindle/core/story/evolve";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { act, submit, viewPage } from "../support/acts.ts";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import { lab as freshLab, type Lab } from "../support/lab.ts";
import { sendCause } from "../support/letters.ts";
import { clickAt, viewAt } from "../support/pure.ts";

const hana = "hana@fuji.example";
const day = 86_400_000;
const total = async (lab: Lab, email = hana) => totalAt((await lab.lead(email)).score, lab.clock.now());
const strict = ScoringModel.parse({
  ...defaultModel,
  families: { ...defaultModel.families, web: { halfLifeDays: 7 } },
  signals: defaultModel.signals.map((rule) =>
    rule.id === "page-pricing" ? { ...rule, points: 20, cap: { points: 30, per: "week" } } : rule,
  ),
  fit: [{ id: "from-fuji", when: { field: "email", contains: "@fuji.example" }, points: 12 }],
});
/** One click and one look at the prices a week, one look at other pages a day. */
const narrow = ScoringModel.parse({
  ...defaultModel,
  signals: defaultModel.signals.map((rule) => {
    if (rule.id === "mail-clicked") return { ...rule, cap: { points: 3, per: "week" } };
    if (rule.id === "page-pricing") return { ...rule, cap: { points: 10, per: "week" } };
    return rule.id === "page-other" ? { ...rule, cap: { points: 1, per: "day" } } : rule;
  }),
});
const listed = prepared(({ importList }) => importList(`e-mail\n${hana}\nother@fuji.example\n`));

const narrowly = prepared(async ({ importList, engine, loop }) => {
  await publishScoring(engine, narrow);
  await importList(`e-mail\n${hana}\nother@fuji.example\n`);
  await loop.drain();
});

describe("the same things give the same score", () => {
  const told = fc.array(
    fc.record({
      kind: fc.constantFrom("click", "/pricing", "/about"),
      hoursAgo: fc.integer({ min: 0, max: 70 * 24 }),
    }),
    { minLength: 10, maxLength: 40, size: "max" },
  );
  const causesOf = (list: { kind: string; hoursAgo: number }[], now: number): Cause[] =>
    list.map(({ kind, hoursAgo }, n) => {
      const at = now - hoursAgo * 3_600_000;
      return kind === "click" ? clickAt(at, `c${n}`) : viewAt(at, kind, `v${n}`);
    });

  test("in whatever order and in whatever batches they are told, though the record forgets old windows", async () => {
    await fc.assert(
      fc.asyncProperty(told, fc.infiniteStream(fc.nat(6)), async (list, sizes) => {
        const lab = await labOn(narrowly);
        try {
          const { id } = await lab.lead(hana);
          const { id: other } = await lab.lead("other@fuji.example");
          const causes = causesOf(list, lab.clock.now());
          for (const cause of causes.toSorted((a, b) => occurred(a) - occurred(b))) {
            await sendCause(lab, other, cause);
            await lab.loop.drain();
          }
          for (let at = 0; at < causes.length; ) {
            const batch = causes.slice(at, at + 1 + (sizes.next().value ?? 0));
            at += batch.length;
            for (const cause of [...batch, ...batch]) await sendCause(lab, id, cause);
            await lab.loop.drain();
          }
          expect(await total(lab)).toBeCloseTo(await total(lab, "other@fuji.example"), 4);
          const { score } = await lab.lead(hana);
          expect(Object.keys(score.caps).length).toBeLessThanOrEqual(12);
          expect(replay(id, await entriesOf(lab.engine, id)).score).toEqual(score);
        } finally {
          await closeLab(lab);
        }
      }),
      { numRuns: 12 },
    );
  });
  const occurred = (cause: Cause): number =>
    cause.type === "clicked" ? cause.evidence.occurredAt : cause.type === "tracked" ? cause.occurredAt : cause.at;
});

describe("a new model", () => {
  const live = async (lab: Lab) => {
    await submit(lab, hana, "newsletter");
    for (let n = 0; n < 4; n++) {
      await viewPage(lab, hana, "/pricing");
      await lab.travel("P2D");
    }
    await act(lab, hana, { type: "called", id: "call:hana", outcome: "noAnswer", chips: {} });
  };

  test("counts the past as if it had always been there", async () => {
    const before = await labOn(listed);
    await publishScoring(before.engine, strict);
    await live(before);
    const later = await labOn(listed);
    await live(later);
    expect(await total(later)).not.toBeCloseTo(await total(before), 1);
    await publishScoring(later.engine, strict);
    await later.loop.drain();
    expect(await total(later)).toBeCloseTo(await total(before), 6);
    const { score } = await later.lead(hana);
    const explained = explain({ score }, later.clock.now()).reduce((sum, { left }) => sum + left, score.fit);
    expect(explained).toBeCloseTo(await total(later), 6);
    expect(score.fit).toBe(12);
  });

  test("keeps what workflows and returned hand-offs gave", async () => {
    const lab = await labOn(listed);
    await submit(lab, hana, "demo");
    await act(lab, hana, { type: "returned", reason: "competitor" });
    const before = await total(lab);
    await publishScoring(lab.engine, { ...defaultModel, signals: [] });
    await lab.loop.drain();
    expect(before).toBeCloseTo(10);
    expect(await total(lab)).toBeCloseTo(-30);
  });

  test("loses nothing that happens while it counts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), async (pause) => {
        const lab = await labOn(listed);
        try {
          await live(lab);
          const { id } = await lab.lead(hana);
          let calls = 0;
          const { table } = lab.engine.world;
          // Between two calls of the one who counts, another worker takes in a click.
          const between =
            <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
            async (...args: Args): Promise<Answer> => {
              if (calls++ === pause)
                await handle(lab.engine, [
                  {
                    id: "m",
                    body: JSON.stringify({
                      kind: "cause",
                      lead: id,
                      cause: viewAt(lab.clock.now(), "/case/1", "late"),
                    }),
                  },
                ]);
              return act(...args);
            };
          await publishScoring(lab.engine, strict);
          const counting = Engine.create(
            {
              ...lab.engine.world,
              table: {
                ...table,
                get: between(table.get),
                getMany: between(table.getMany),
                query: between(table.query),
                commit: between(table.commit),
                transact: between(table.transact),
              },
            },
            lab.engine.config,
          );
          for (const { body } of lab.queue.receive(20)) await handle(counting, [{ id: "job", body }]);
          await lab.loop.advance(lab.clock.now() + 10 * 60_000);
          const entries = await entriesOf(lab.engine, id);
          const late = entries.some(({ cause }) => cause.id === "late");
          expect(await total(lab)).toBeCloseTo(await expected(late), 4);
        } finally {
          await closeLab(lab);
        }
      }),
      { numRuns: 41, examples: Array.from({ length: 30 }, (_, n): [number] => [n]) },
    );
    async function expected(late: boolean): Promise<number> {
      const lab = await labOn(listed);
      await publishScoring(lab.engine, strict);
      await live(lab);
      if (late) await viewPage(lab, hana, "/case/1");
      await lab.travel("PT10M");
      const sum = await total(lab);
      await closeLab(lab);
      return sum;
    }
  });
});

test("a score that cools is an event: at the moment it falls below, and not before, what waits for that happens", async () => {
  const lab = await freshLab();
  await lab.template("cold");
  await lab.workflow(
    "cold",
    `
name: Cold
triggers: [{ kind: condition, when: { all: [{ field: score, lt: 35 }, { field: tags, contains: warm }] } }]
steps: [{ id: cold, kind: email, template: cold }]
`,
  );
  await submit(lab, hana, "brochure", { tags: ["warm"] });
  const cools = coolsAt((await lab.lead(hana)).score, 35, lab.clock.now()) ?? 0;
  // 40 points with a half-life of 90 days are 35 after 90 × log2(40/35) days.
  expect(Math.abs(cools - lab.clock.now() - 90 * Math.log2(40 / 35) * day)).toBeLessThan(120_000);
  await lab.loop.advance(cools - 120_000);
  expect(lab.outbox()).toEqual([]);
  await lab.travel("PT4M");
  expect(lab.outbox()).toHaveLength(1);
  await lab.travel("P100D");
  expect(lab.outbox()).toHaveLength(1);
});
