import { importLeads } from "@rekindle/core/engine/imports";
import { findJob } from "@rekindle/core/engine/job";
import { totalAt } from "@rekindle/core/scoring/score";
import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { fillIn, mayumi, playBrochureStory, prepareBrochureStory } from "../support/brochure-story.ts";
import { atRandom, everyFault, type Fault, type Faults, faults, onlyAt, placesFor } from "../support/faults.ts";
import { hardTimes, prepared, unrest } from "../support/hard-times.ts";
import { lab } from "../support/lab.ts";
import { stale } from "../support/stale.ts";

const data = prepared(prepareBrochureStory);
let undisturbed: Awaited<ReturnType<typeof play>>;
beforeEach(async () => {
  undisturbed ??= await play([faults(() => undefined)]);
});

/**
 * How the story ends. Left out is that a mail whose fate was unknown is authorised again, and deliveries: they stand in the
 * record or beside it.
 */
const play = async (given: Faults[], options: Parameters<typeof hardTimes>[2] = {}) => {
  const times = await hardTimes(await data(), given, options);
  try {
    await playBrochureStory(times);
    const calls = [...(given[0]?.calls ?? [])];
    const now = times.peace();
    await now.loop.drain();
    const lead = await now.lead(mayumi);
    const types = await now.types(mayumi);
    return {
      calls,
      end: {
        mails: now.outbox(mayumi).map(({ subject }) => subject),
        facts: types
          .filter((type) => type !== "mail.delivered")
          .filter((type, index, all) => type !== "mail.authorised" || all.indexOf(type) === index)
          .sort(),
        score: totalAt(lead.score, now.clock.now()).toFixed(1),
        crm: lead.attributes["crm-id"],
        handoff: lead.handoff?.state,
        unrest: unrest(now, lead),
      },
    };
  } finally {
    await times.close();
  }
};

describe("a form, its mail, a click, its hand-off and every message about it happen", () => {
  test("in a story that is worth to be disturbed", () => {
    expect(undisturbed.calls.length).toBeGreaterThan(100);
    expect(undisturbed.end).toMatchObject({ mails: ["thanksのご案内"], handoff: "open", unrest: [] });
    expect(undisturbed.end.facts).toEqual(
      expect.arrayContaining(["form.submitted", "mail.clicked", "webhook.done", "handoff.opened", "notify.done"]),
    );
  });

  test.each(everyFault)("whichever single call of a port meets: %s", async (fault) => {
    for (const n of placesFor(fault, undisturbed.calls)) {
      const { end } = await play([faults(onlyAt(n, fault))]);
      expect({ n, ...end }).toEqual({ n, ...undisturbed.end });
    }
  });

  test("whatever reads still show that were not asked to be consistent, and whichever call the process dies at", async () => {
    for (const n of [-1, ...placesFor("crashAfter", undisturbed.calls)]) {
      const { end } = await play([faults(onlyAt(n, "crashAfter"))], { wrap: stale(5_000) });
      expect({ n, ...end }).toEqual({ n, ...undisturbed.end });
    }
  });

  test("whatever meets up to four processes one after the other", async () => {
    const trouble = fc.record({ n: fc.nat(60), fault: fc.constantFrom<Fault>("crashBefore", "crashAfter") });
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { minLength: 2, maxLength: 4 }), async (troubles) => {
        const { end } = await play(troubles.map(({ n, fault }) => faults(onlyAt(n, fault))));
        expect(end).toEqual(undisturbed.end);
      }),
      { numRuns: 60 },
    );
  });
});

test("every form that was answered with yes becomes a lead with its entry and its mail, in a storm of faults", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const kinds: Fault[] = ["failBefore", "failAfter", "conflict", "echo"];
      const times = await hardTimes(await data(), [faults(atRandom(seed, 0.02, kinds))]);
      try {
        const people = Array.from({ length: 8 }, (_, n) => `person${n}@minato.example`);
        for (const email of people) {
          await times.insist(fillIn(email));
          await times.travel("PT3M");
        }
        await times.travel("P1D");
        const now = times.peace();
        await now.travel("PT7H");
        for (const email of people) {
          const types = await now.types(email);
          expect(types.filter((type) => type === "form.submitted")).toHaveLength(1);
          expect(now.outbox(email)).toHaveLength(1);
          expect(unrest(now, await now.lead(email))).toEqual([]);
        }
      } finally {
        await times.close();
      }
    }),
    { numRuns: 15 },
  );
});

test("a step whose message the queue lost happens at the next sweep", async () => {
  let losing = false;
  const { workflow, template, importList, travel, outbox } = await lab({
    wrap: ({ world, queue, ses }) => ({
      world: {
        ...world,
        queue: { send: async (messages) => (losing ? undefined : world.queue.send(messages)) },
      },
      queue,
      ses,
    }),
  });
  await template("hello");
  await workflow(
    "w",
    "{ name: W, triggers: [{ kind: list, list: expo }], steps: [{ kind: wait, for: P1D }, { kind: email, template: hello }] }",
  );
  await importList("e-mail\nmayumi@minato.example\n");
  await travel("PT23H59M");
  losing = true;
  await travel("PT1M");
  losing = false;
  expect(outbox()).toHaveLength(0);
  await travel("PT5M");
  expect(outbox()).toHaveLength(1);
});

test.each(everyFault)(
  "an import that was accepted takes every row once and says so, whichever call meets: %s",
  async (fault) => {
    const csv = "e-mail,部署\na@minato.example,経理部\nb@minato.example,総務部\nA@minato.example,\nnobody,\n";
    const run = async (given: Faults) => {
      const times = await hardTimes(await data(), [given]);
      try {
        const started = await times.insist(({ engine }) =>
          importLeads(engine, new TextEncoder().encode(csv), { list: "expo", consent: "businessCard" }),
        );
        const accepted = given.calls.length;
        await times.travel("PT1H");
        const calls = [...given.calls];
        const now = times.peace();
        const job = await findJob(now.engine, started.status === "started" ? started.job : "");
        const types = [await now.types("a@minato.example"), await now.types("b@minato.example")];
        return { accepted, calls, truth: { report: job?.report, types } };
      } finally {
        await times.close();
      }
    };
    const { accepted, calls, truth } = await run(faults(() => undefined));
    expect(truth.report).toMatchObject({ created: 2, merged: 1, rejected: [{ line: 5 }] });
    for (const n of placesFor(fault, calls).filter((at) => at >= accepted)) {
      const again = await run(faults(onlyAt(n, fault)));
      expect({ n, ...again.truth }).toEqual({ n, ...truth });
    }
  },
);
