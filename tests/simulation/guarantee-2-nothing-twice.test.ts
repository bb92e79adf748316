import { happen } from "@rekindle/core/engine/cause";
import { handle } from "@rekindle/core/engine/handle";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { accept } from "@rekindle/core/engine/payloads";
import type { Cause } from "@rekindle/core/leads/cause";
import { totalAt } from "@rekindle/core/scoring/score";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brochureForm, mayumi, playBrochureStory, prepareBrochureStory } from "../support/brochure-story.ts";
import { chance, shuffled } from "../support/chance.ts";
import { all, eventsOnTheWay, redelivered, refusing, reordered, throttled } from "../support/disorder.ts";
import { type Fault, faults, onlyFirst, placesFor } from "../support/faults.ts";
import { closeLab, hardTimes, labOn, prepared, unrest } from "../support/hard-times.ts";
import type { Lab, LabOptions } from "../support/lab.ts";
import { hanako, joinExpo, lettersTo, look, prepareLetters, scheduled, worker } from "../support/letters.ts";
import { stale } from "../support/stale.ts";

const letters = prepared(prepareLetters);
const brochure = prepared(prepareBrochureStory);

describe("messages and events that come again", () => {
  const play = async (wrap: LabOptions["wrap"]) => {
    const bodies: string[] = [];
    const recording: LabOptions["wrap"] = ({ world, queue, ses }) => ({
      world: {
        ...world,
        queue: {
          send: async (messages) => {
            bodies.push(...messages.map(({ body }) => body));
            await world.queue.send(messages);
          },
        },
      },
      queue,
      ses,
    });
    const times = await hardTimes(await brochure(), [], {
      wrap: all(recording, ...(wrap === undefined ? [] : [wrap])),
    });
    try {
      await playBrochureStory(times);
      const story = times.peace();
      const state = async () => {
        const lead = await story.lead(mayumi);
        return {
          mails: lettersTo(story, mayumi),
          facts: (await story.types(mayumi)).sort(),
          score: totalAt(lead.score, story.clock.now()).toFixed(1),
          unrest: unrest(story, lead),
        };
      };
      const end = await state();
      await story.engine.world.queue.send([...bodies].reverse().map((body) => ({ body })));
      await story.loop.drain();
      return { end, afterwards: await state(), bodies: bodies.length };
    } finally {
      await times.close();
    }
  };

  test("do nothing again, all at once or days later in reverse", async () => {
    const { end, afterwards, bodies } = await play(undefined);
    expect(end.mails).toEqual(["thanks"]);
    expect(bodies).toBeGreaterThan(3);
    expect(afterwards).toEqual(end);
    const again = await play(all(redelivered(4), eventsOnTheWay({ times: () => 3 })));
    expect(again.end).toEqual(end);
    expect(again.afterwards).toEqual(end);
  });

  test("do nothing again, in any order and number", async () => {
    const { end } = await play(undefined);
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 4 }), async (seed, n) => {
        const again = await play(
          all(reordered(seed), redelivered(n), eventsOnTheWay({ times: ({ id }) => 1 + ((id * n) % 3), seed })),
        );
        expect(again.end).toEqual(end);
        expect(again.afterwards).toEqual(end);
      }),
      { numRuns: 40 },
    );
  });
});

test("the same webhook again answers the same id and is one entry, also when the first answer was lost", async () => {
  const { engine, loop, types } = await labOn(brochure);
  const first = await accept(engine, brochureForm());
  await loop.drain();
  expect(await accept(engine, brochureForm())).toEqual(first);
  await loop.drain();
  expect((await types(mayumi)).filter((type) => type === "form.submitted")).toHaveLength(1);
});

describe("workers that have the same lead in hand at the same time", () => {
  test("send each mail once, in every interleaving", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const story = await labOn(letters);
        try {
          await joinExpo(story);
          story.clock.move(story.clock.now() + 86_400_000);
          const { id } = await story.lead(hanako);
          const workers = [0, 1, 2].map(() => worker(story, scheduled(scheduler)));
          await scheduler.waitFor(Promise.all(workers.map((each) => handle(each, [look(id), look(id)]))));
          expect(lettersTo(story)).toEqual(["first"]);
          await story.travel("P3D");
          expect(lettersTo(story)).toEqual(["first", "second"]);
          expect((await story.types(hanako)).filter((type) => type === "mail.sent")).toHaveLength(2);
        } finally {
          await closeLab(story);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("make one lead of one person who comes in several ways at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const story = await labOn(brochure);
        try {
          const ids = await Promise.all(
            [1, 2, 3].map(async (n) => {
              const form = brochureForm();
              return (await accept(story.engine, { ...form, key: { id: `form ${n}`, forDay: false } })).id;
            }),
          );
          const workers = ids.map(() => worker(story, scheduled(scheduler)));
          await scheduler.waitFor(
            Promise.all(
              workers.map((each, n) =>
                handle(each, [
                  { id: "m", body: JSON.stringify({ kind: "payload", source: "brochure", payload: ids[n] }) },
                ]),
              ),
            ),
          );
          await story.travel("PT1H");
          expect(lettersTo(story, mayumi)).toEqual(["thanks"]);
          const types = await story.types(mayumi);
          expect(types.filter((type) => type === "lead.captured")).toHaveLength(1);
          expect(types.filter((type) => type === "form.submitted")).toHaveLength(3);
        } finally {
          await closeLab(story);
        }
      }),
      { numRuns: 40 },
    );
  });
});

const lapsing = prepared(async (made) => {
  await prepareLetters(made);
  await made.workflow(
    "letters",
    `
name: Letters
triggers: [{ kind: list, list: expo }]
steps:
  - { id: rest, kind: wait, for: P1D }
  - { id: first, kind: email, template: first, onUnknown: lapse }
  - { id: again, kind: wait, for: P1D }
  - { id: second, kind: email, template: second }
`,
  );
});
const taro = "taro@sakura.example";

/** The first call of SES goes through, and its answer is lost; what comes of its events is up to `times`, by address. */
const answerLost = (times: (to: string) => number, delayMs = 0): LabOptions["wrap"] => {
  const lost = faults(onlyFirst("mailer.send", "failAfter"));
  return all(lost.wrap, eventsOnTheWay({ times: ({ to }) => times(to), delayMs }));
};
describe("a mail of which nobody knows whether it went", () => {
  const until = async (story: Lab, more: string) => {
    await joinExpo(story);
    await joinExpo(story, taro, "さくら商事");
    await story.travel("P1D");
    await story.travel(more);
  };

  test("is settled by SES's event when its worker died at SES's door", async () => {
    const times = await hardTimes(await letters(), [faults(onlyFirst("mailer.send", "crashAfter"))]);
    await times.insist((story) => joinExpo(story));
    await times.travel("P1DT12H");
    expect(lettersTo(times.peace())).toEqual(["first"]);
    await times.close();
  });

  test("is settled also by an event that overtakes the reads which show its mail", async () => {
    const dying = faults(onlyFirst("mailer.send", "crashAfter"));
    const times = await hardTimes(await letters(), [dying], { wrap: stale(5_000) });
    await times.insist((story) => joinExpo(story));
    await times.travel("P1DT12H");
    expect(lettersTo(times.peace())).toEqual(["first"]);
    await times.close();
  });

  test("waits while no events flow, and is settled by its own when they come", async () => {
    const story = await labOn(letters, { wrap: answerLost(() => 1, 3_600_000) });
    await until(story, "PT12H");
    expect(lettersTo(story)).toEqual(["first"]);
    expect((await story.lead(hanako)).mails["e1-first-1"]).toMatchObject({ state: "sent" });
  });

  test("goes again fifteen minutes later, not before, where events of its time came and its own did not", async () => {
    const story = await labOn(letters, { wrap: answerLost((to) => (to === hanako ? 0 : 1)) });
    await until(story, "PT14M");
    expect(lettersTo(story)).toEqual(["first"]);
    await story.travel("PT6M");
    // Twice, as docs/reliability.md states: the worker's knowledge and SES's event were both lost.
    expect(lettersTo(story)).toEqual(["first", "first"]);
    expect(lettersTo(story, taro)).toEqual(["first"]);
    const attempts = (await story.facts(hanako)).flatMap((fact) =>
      fact.type === "mail.authorised" ? fact.attempt : [],
    );
    expect(attempts).toEqual([1, 2]);
    await story.travel("P3D");
    expect(lettersTo(story)).toEqual(["first", "first", "second"]);
  });

  test("goes again after six hours at the latest, where events are silent", async () => {
    const story = await labOn(letters, { wrap: answerLost(() => 0) });
    await until(story, "PT5H55M");
    expect(lettersTo(story)).toEqual(["first"]);
    await story.travel("PT10M");
    expect(lettersTo(story)).toEqual(["first", "first"]);
  });

  test("lapses where its step says so, the lead goes on, and an event that comes after all is believed", async () => {
    const story = await labOn(lapsing, { wrap: answerLost((to) => (to === hanako ? 0 : 1)) });
    await until(story, "PT20M");
    expect(lettersTo(story)).toEqual(["first"]);
    const lapsed = (await story.facts(hanako)).find(({ type }) => type === "mail.lapsed");
    expect(lapsed).toMatchObject({ reason: expect.stringContaining("unknown") });
    const { id, mails, enrolments } = await story.lead(hanako);
    expect(mails["e1-first-1"]?.state).toBe("lapsed");
    expect(enrolments[0]?.step).toBe("again");
    const timestamp = new Date(story.clock.now()).toISOString();
    const event = {
      eventType: "Delivery",
      mail: { timestamp, messageId: "x", tags: { lead: [id], mail: ["e1-first-1"] } },
      delivery: { timestamp },
    };
    for (const again of ["1", "2"]) await handleMailEvents(story.engine, [{ id: again, body: JSON.stringify(event) }]);
    expect((await story.lead(hanako)).mails["e1-first-1"]?.state).toBe("delivered");
    expect(
      (await story.types(hanako)).filter((type) => type === "mail.sent" || type === "mail.delivered"),
    ).toHaveLength(2);
    await story.travel("P1D");
    expect(lettersTo(story)).toEqual(["first", "second"]);
  });

  test("is not sent by a worker that paused for longer than the send budget, and goes once all the same", async () => {
    let pausing = true;
    const story = await labOn(letters, {
      wrap: ({ world, queue, ses }) => ({
        world: {
          ...world,
          table: {
            ...world.table,
            getMany: async (keys, read) => {
              const { now, move } = clockOf();
              if (pausing && read === "consistent" && keys.every(({ pk }) => pk.startsWith("company#"))) {
                pausing = false;
                move(now() + 31_000);
              }
              return world.table.getMany(keys, read);
            },
          },
        },
        queue,
        ses,
      }),
    });
    const clockOf = () => story.clock;
    await until(story, "PT1M");
    expect([...lettersTo(story), ...lettersTo(story, taro)]).toEqual([]);
    await story.travel("PT7H");
    expect([...lettersTo(story), ...lettersTo(story, taro)]).toEqual(["first", "first"]);
  });
});

test("a commit whose answer was lost is known again, and its mail goes within a minute, not after the grace", async () => {
  const play = async (fault: Fault | undefined, n: number) => {
    const plan = faults((call) => (call.n === n ? fault : undefined));
    const times = await hardTimes(await brochure(), [plan]);
    try {
      await playBrochureStory(times);
      const [mail] = times.peace().outbox(mayumi);
      return { calls: [...plan.calls], at: mail?.at };
    } finally {
      await times.close();
    }
  };
  const { calls, at = 0 } = await play(undefined, 0);
  for (const n of placesFor("echo", calls))
    for (const fault of ["failAfter", "echo"] as const) {
      const late = ((await play(fault, n)).at ?? Number.POSITIVE_INFINITY) - at;
      expect({ n, fault, late: Math.max(late, 60_000) }).toEqual({ n, fault, late: 60_000 });
    }
});

describe("a mail that SES does not take", () => {
  test("for now, is tried again after one minute, two, four …, and goes once", async () => {
    const story = await labOn(letters, { wrap: refusing([throttled, throttled, throttled]) });
    await joinExpo(story);
    await story.travel("P1DT6M");
    expect(lettersTo(story)).toEqual([]);
    await story.travel("PT1M");
    expect(lettersTo(story)).toEqual(["first"]);
    await story.travel("P1D");
    expect(lettersTo(story)).toEqual(["first", "second"]);
  });

  test("for good, is recorded as failed, and the lead goes on", async () => {
    const story = await labOn(letters, { wrap: refusing([{ status: "refused", reason: "no such", retry: false }]) });
    await joinExpo(story);
    await story.travel("P2D");
    expect(lettersTo(story)).toEqual(["second"]);
    expect(await story.types(hanako)).toContain("mail.failed");
  });
});

test("a cause takes effect once, however long ago and in whatever order its deliveries were accepted", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const random = chance(seed);
      const story = await labOn(letters);
      try {
        await joinExpo(story);
        await story.travel("PT1H");
        const { id } = await story.lead(hanako);
        const now = story.clock.now();
        const causes = Array.from({ length: 90 }, (_, n): Cause => {
          const at = now - Math.floor(random() * 3_600_000);
          return { type: "tracked", id: `visit ${n}`, at, name: "page.viewed", properties: { n }, occurredAt: at };
        });
        for (const cause of shuffled([...causes, ...causes, ...causes], random)) await happen(story.engine, id, cause);
        expect((await story.types(hanako)).filter((type) => type === "event.tracked")).toHaveLength(90);
      } finally {
        await closeLab(story);
      }
    }),
    { numRuns: 8 },
  );
});
