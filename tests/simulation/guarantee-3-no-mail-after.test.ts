import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import { erase } from "@rekindle/core/engine/erase";
import { handle } from "@rekindle/core/engine/handle";
import { capture } from "@rekindle/core/engine/identity";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { accept } from "@rekindle/core/engine/payloads";
import { changeSettings } from "@rekindle/core/engine/publish";
import { entriesOf } from "@rekindle/core/engine/timeline";
import type { World } from "@rekindle/core/world/world";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brochureForm, fillIn, mayumi, prepareBrochureStory } from "../support/brochure-story.ts";
import { all, eventsOnTheWay, refusing, takenBySes, throttled } from "../support/disorder.ts";
import { faults, onlyAt, onlyFirst } from "../support/faults.ts";
import { closeLab, hardTimes, labOn, prepared } from "../support/hard-times.ts";
import type { Lab, LabOptions } from "../support/lab.ts";
import { hanako, joinExpo, lettersTo, look, message, prepareLetters, scheduled, worker } from "../support/letters.ts";

const letters = prepared(prepareLetters);
const brochure = prepared(prepareBrochureStory);
const colleague = "ichiro@fuji.example";
const company = "富士建設";

const optOut = async ({ engine, lead, clock }: Lab, email = hanako) =>
  happen(engine, (await lead(email)).id, { type: "optedOut", id: "out", at: clock.now(), via: "link" });
const deal =
  (stage: string, leadEmail: string) =>
  ({ engine, clock }: Lab) =>
    change(engine, { id: "deal_1", leadEmail, company, stage }, { at: clock.now(), cause: `crm ${stage}` });
const sesEvent = (kind: string, detail: Record<string, unknown>) => async (story: Lab) => {
  const { id, mails } = await story.lead(hanako);
  const timestamp = new Date(story.clock.now()).toISOString();
  const tags = { lead: [id], mail: [Object.keys(mails)[0] ?? "e1-first-1"] };
  const event = { eventType: kind, mail: { timestamp, messageId: "m", tags }, ...detail };
  await handleMailEvents(story.engine, [{ id: "1", body: JSON.stringify(event) }]);
};
const bounce = (bounceType: string) => (story: Lab) =>
  sesEvent("Bounce", { bounce: { bounceType, timestamp: new Date(story.clock.now()).toISOString() } })(story);

/** What shuts the gate, how, and what the lead's enrolments left for; `held`: it waits instead. */
const locks: { name: string; lock: (story: Lab) => Promise<unknown>; ends: string }[] = [
  { name: "an opt-out", lock: optOut, ends: "optedOut" },
  { name: "a hard bounce", lock: bounce("Permanent"), ends: "bounced" },
  {
    name: "a complaint",
    lock: (story) =>
      sesEvent("Complaint", { complaint: { timestamp: new Date(story.clock.now()).toISOString() } })(story),
    ends: "complained",
  },
  { name: "an open deal of the person", lock: deal("提案", hanako), ends: "dealOpened" },
  { name: "an open deal of the company", lock: deal("提案", colleague), ends: "held" },
  {
    name: "erasure",
    lock: async ({ engine, lead, clock }) => erase(engine, (await lead(hanako)).id, { at: clock.now() }),
    ends: "erased",
  },
];

describe.each(locks)("after $name", ({ name, lock, ends }) => {
  test("no further mail goes, and the lead has left or waits", async () => {
    const taken: string[] = [];
    const story = await labOn(letters, { wrap: takenBySes(taken) });
    await joinExpo(story);
    await story.travel("P1DT1H");
    expect(taken).toEqual([hanako]);
    const { id } = await story.lead(hanako);
    await lock(story);
    await story.travel("P60D");
    expect(taken).toEqual([hanako]);
    const facts = (await entriesOf(story.engine, id)).flatMap((entry) => entry.facts);
    if (ends === "held")
      expect(facts).toContainEqual(expect.objectContaining({ type: "mail.refused", reason: "companyDeal" }));
    else if (name !== "erasure")
      expect(facts).toContainEqual(expect.objectContaining({ type: "enrolment.left", reason: ends }));
  });

  test("a mail whose fate is unknown is not repeated", async () => {
    const taken: string[] = [];
    const story = await labOn(letters, {
      wrap: all(
        takenBySes(taken),
        faults(onlyFirst("mailer.send", "failAfter")).wrap,
        eventsOnTheWay({ times: ({ to }) => (to === hanako ? 0 : 1) }),
      ),
    });
    await joinExpo(story);
    await joinExpo(story, "taro@sakura.example", "さくら商事");
    await story.travel("P1DT5M");
    await lock(story);
    await story.travel("P30D");
    expect(taken.filter((to) => to === hanako)).toEqual([hanako]);
  });

  test("a mail that SES did not take for now is withdrawn", async () => {
    const story = await labOn(letters, { wrap: refusing([throttled]) });
    await joinExpo(story);
    await story.travel("P1D");
    await lock(story);
    await story.travel("P30D");
    expect(lettersTo(story)).toEqual([]);
  });

  test("a mail that its worker was about to send: none whose gate was read after the lock, in every interleaving", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const taken: string[] = [];
        const story = await labOn(letters, { wrap: takenBySes(taken) });
        try {
          await joinExpo(story);
          await joinExpo(story, colleague);
          await story.travel("P1D");
          story.clock.move(story.clock.now() + 86_400_000);
          const { id } = await story.lead(hanako);
          const log: string[] = [];
          const sender = worker(story, (world) => noting(log, { ...world, ...scheduled(scheduler)(world) }));
          const locks: string[] = [];
          const locker = worker(story, (world) => noting(locks, { ...world, ...scheduled(scheduler)(world) }));
          const locking = lock({ ...story, engine: locker }).then(() => log.push("locked"));
          await scheduler.waitFor(Promise.all([handle(sender, [look(id)]), locking]));
          const gate = ["held", "dealOpened"].includes(ends) ? "company" : "commit";
          const read = log.slice(0, log.indexOf("sent")).lastIndexOf(gate);
          if (log.includes("sent") && log.includes("locked")) expect(read).toBeLessThan(log.indexOf("locked"));
          await story.travel("P30D");
          expect(taken.filter((to) => to === hanako).length).toBe([...log, ...locks].includes("sent") ? 2 : 1);
        } finally {
          await closeLab(story);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** When the worker begins to commit, or to read the company after a commit: the last one before SES is the gate's reading. */
const noting = (log: string[], world: World): World => ({
  ...world,
  table: {
    ...world.table,
    commit: (writes) => {
      log.push("commit");
      return world.table.commit(writes);
    },
    getMany: (keys, read) => {
      if (read === "consistent" && keys.some(({ pk }) => pk.startsWith("company#"))) log.push("company");
      return world.table.getMany(keys, read);
    },
  },
  mailer: {
    ...world.mailer,
    send: (mailing) => {
      log.push("sent");
      return world.mailer.send(mailing);
    },
  },
});

test("the gate is asked again before each further attempt: what SES did not take in the evening waits for the morning", async () => {
  const story = await labOn(letters, { wrap: refusing([throttled]) });
  // The mail is due at 10:12, its second attempt a minute later.
  await changeSettings(story.engine, (settings) => ({ ...settings, quietHours: { from: "10:13", to: "11:00" } }));
  await joinExpo(story);
  await story.travel("P1DT40M");
  expect(lettersTo(story)).toEqual([]);
  expect((await story.facts(hanako)).filter(({ type }) => type === "mail.withdrawn")).toHaveLength(1);
  await story.travel("PT10M");
  expect(lettersTo(story)).toEqual(["first"]);
});

describe("a deal between the commit and SES", () => {
  /** Does something else just before the worker reads the company. */
  const before = (act: () => Promise<unknown>): LabOptions["wrap"] => {
    let done = false;
    return ({ world, queue, ses }) => ({
      queue,
      ses,
      world: {
        ...world,
        table: {
          ...world.table,
          getMany: async (keys, read) => {
            if (
              !done &&
              read === "consistent" &&
              keys.every(({ pk, sk }) => pk.startsWith("company#") && sk === "company")
            ) {
              done = true;
              await act();
            }
            return world.table.getMany(keys, read);
          },
        },
      },
    });
  };
  const withColleague = async (acts: ((story: Lab) => Promise<unknown>)[]): Promise<Lab> => {
    const story: Lab = await labOn(letters, {
      wrap: before(async () => {
        for (const act of acts) await act({ ...story, engine: worker(story) });
      }),
    });
    await joinExpo(story);
    // The colleague is not in the list that is mailed.
    await story.importList(`会社名,e-mail\n${company},${colleague}\n`, "others");
    await story.travel("P1D");
    return story;
  };

  test("that opens is seen: the mail stays here until the deal is closed", async () => {
    const story = await withColleague([deal("提案", colleague)]);
    expect(lettersTo(story)).toEqual([]);
    expect(await story.types(hanako)).toContain("mail.withdrawn");
    await story.travel("P20D");
    expect(lettersTo(story)).toEqual([]);
    await deal("lost", colleague)(story);
    await story.loop.drain();
    expect(lettersTo(story)).toEqual(["first"]);
  });

  test("that opens and is lost again is seen, too: the mail is authorised anew and goes at the same moment", async () => {
    const story = await withColleague([deal("提案", colleague), deal("lost", colleague)]);
    expect(await story.types(hanako)).toContain("mail.withdrawn");
    expect(lettersTo(story)).toEqual(["first"]);
    expect((await story.lead(hanako)).gate.company).toMatchObject({ open: 0, lost: 1 });
  });
});

test("three soft bounces within thirty days shut the gate, in whatever order they are told; over a longer time they do not", async () => {
  const told = async (days: number[]) => {
    const story = await labOn(letters);
    await joinExpo(story);
    await story.travel("P60D");
    const { id } = await story.lead(hanako);
    for (const day of days) {
      const timestamp = new Date(story.clock.now() - day * 86_400_000).toISOString();
      const mail = { timestamp, messageId: "m", tags: { lead: [id], mail: [`e1-old-${day}`] } };
      const event = { eventType: "Bounce", mail, bounce: { bounceType: "Transient", timestamp } };
      await handleMailEvents(story.engine, [{ id: "1", body: JSON.stringify(event) }]);
    }
    const { gate } = await story.lead(hanako);
    await closeLab(story);
    return gate.suppressed?.reason;
  };
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(59), { minLength: 3, maxLength: 5 }), async (days) => {
      const inOrder = [...days].sort((a, b) => b - a);
      const shut = inOrder.some((day, n) => n >= 2 && (inOrder[n - 2] ?? 0) - day < 30);
      expect(await told(days)).toBe(shut ? "bounce" : undefined);
    }),
    { numRuns: 30 },
  );
});

test("whoever has given no ground for mail gets none, and whoever was erased is not brought back by a list", async () => {
  const story = await labOn(letters);
  const { importList, travel, engine, lead, clock } = story;
  await importList("e-mail,配信停止\nno@fuji.example,1\n");
  await joinExpo(story);
  await erase(engine, (await lead(hanako)).id, { at: clock.now() });
  await joinExpo(story);
  await travel("P10D");
  expect(story.outbox()).toEqual([]);
  await expect(lead(hanako)).rejects.toThrow();
});

test("an opt-out by a list and an opt-in by a form that meet end in an opt-out", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const story = await labOn(brochure);
      try {
        const { id } = await accept(story.engine, brochureForm());
        const [form, list] = [worker(story, scheduled(scheduler)), worker(story, scheduled(scheduler))];
        const at = story.clock.now();
        await scheduler.waitFor(
          Promise.all([
            handle(form, [message({ kind: "payload", source: "brochure", payload: id })]),
            capture(
              list,
              { via: "import", email: mayumi, attributes: {}, tags: [], optedOut: true, list: "expo" },
              { id: "row 1", at },
            ),
          ]),
        );
        expect((await story.lead(mayumi)).gate.optedOutAt).toBe(at);
        const sent = lettersTo(story, mayumi).length;
        await story.travel("P10D");
        expect(lettersTo(story, mayumi)).toHaveLength(sent);
      } finally {
        await closeLab(story);
      }
    }),
    { numRuns: 40 },
  );
});

test("an opt-out five minutes after the form holds, whichever call of a port the process dies at", async () => {
  const play = async (n: number) => {
    const plan = faults(onlyAt(n, "crashAfter"));
    const times = await hardTimes(await brochure(), [plan]);
    try {
      await times.insist(fillIn());
      await times.insist(({ loop }) => loop.drain());
      await times.travel("PT5M");
      await times.insist((story) => optOut(story, mayumi));
      const before = lettersTo(times.peace(), mayumi).length;
      await times.travel("P10D");
      const now = times.peace();
      expect(lettersTo(now, mayumi)).toHaveLength(before);
      const types = await now.types(mayumi);
      expect(types.slice(types.indexOf("lead.optedOut"))).not.toContain("mail.authorised");
      expect((await now.lead(mayumi)).outbox).toEqual([]);
      return plan.calls.length;
    } finally {
      await times.close();
    }
  };
  const calls = await play(Number.POSITIVE_INFINITY);
  for (let n = 0; n < calls; n++) await play(n);
});
