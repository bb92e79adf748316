import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import { erase } from "@rekindle/core/engine/erase";
import { handle } from "@rekindle/core/engine/handle";
import { capture, update } from "@rekindle/core/engine/identity";
import { keys } from "@rekindle/core/engine/keys";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { publishScoring } from "@rekindle/core/engine/publish";
import { page } from "@rekindle/core/engine/timeline";
import type { World } from "@rekindle/core/world/world";
import { describe, expect, test } from "vitest";
import { type Lab, lab } from "../support/lab.ts";
import { hanako, joinExpo, message, prepareLetters, worker } from "../support/letters.ts";

/** The first read of such a key is followed by something else, before its reader goes on. */
const afterReading =
  (sk: string, act: () => Promise<unknown>) =>
  ({ table }: World): Partial<World> => {
    let over = false;
    const once = async <T>(keys: { sk: string }[], answer: T): Promise<T> => {
      if (over || !keys.some((key) => key.sk === sk)) return answer;
      over = true;
      await act();
      return answer;
    };
    return {
      table: {
        ...table,
        get: async (key, read) => once([key], await table.get(key, read)),
        getMany: async (keys, read) => once(keys, await table.getMany(keys, read)),
      },
    };
  };

describe("who joins a company at the moment at which its deal closes is not held by that deal", () => {
  const company = { key: "港物流", name: "港物流" };
  const withDeal = async () => {
    const story = await lab();
    const { engine, clock, loop } = story;
    const deal = (stage: string) =>
      change(engine, { id: "deal_1", company: company.name, stage }, { at: clock.now(), cause: `crm ${stage}` });
    await deal("proposal");
    await loop.drain();
    const late = worker(
      story,
      afterReading("company", async () => {
        await deal("lost");
        await loop.drain();
      }),
    );
    return { ...story, late };
  };
  const person = (at: number) => ({
    via: "api" as const,
    email: hanako,
    attributes: {},
    tags: [],
    consent: { basis: "optIn" as const, at, source: "api" },
  });

  test("as somebody new", async () => {
    const { late, clock, lead, loop } = await withDeal();
    await capture(late, { ...person(clock.now()), company }, { id: "api:1", at: clock.now() });
    await loop.drain();
    expect((await lead(hanako)).gate.company).toMatchObject({ open: 0, lost: 1 });
  });

  test("as somebody known who names the company only now", async () => {
    const { engine, late, clock, lead, loop } = await withDeal();
    await capture(engine, person(clock.now()), { id: "api:1", at: clock.now() });
    await capture(late, { ...person(clock.now()), company }, { id: "api:2", at: clock.now() });
    await loop.drain();
    expect((await lead(hanako)).gate.company).toMatchObject({ open: 0, lost: 1 });
  });

  test("by a note of somebody inside", async () => {
    const { engine, late, clock, lead, loop } = await withDeal();
    await capture(engine, person(clock.now()), { id: "api:1", at: clock.now() });
    await update(late, await lead(hanako), { company }, { at: clock.now(), by: "mori" });
    await loop.drain();
    expect((await lead(hanako)).gate.company).toMatchObject({ open: 0, lost: 1 });
  });
});

describe("a delivery is told once", () => {
  /** A mail that went out, and of which nobody knows it yet. */
  const withUnknownMail = async () => {
    const story = await lab({
      wrap: ({ world, queue, ses }) => ({
        world: {
          ...world,
          mailer: {
            ...world.mailer,
            send: async ({ mails }) => mails.map(() => ({ status: "unknown" as const, reason: "no answer" })),
          },
        },
        queue,
        ses,
      }),
    });
    await prepareLetters(story);
    await joinExpo(story);
    await story.travel("P1DT1M");
    const { id, outbox } = await story.lead(hanako);
    const [effect] = outbox;
    if (effect === undefined) throw new Error("No mail is under way");
    return { ...story, id, mail: effect.id, claim: effect.claim };
  };
  const event = (eventType: string, { clock }: Pick<Lab, "clock">, lead: string, mail: string) => {
    const timestamp = new Date(clock.now()).toISOString();
    const detail = { delivery: { timestamp }, complaint: { timestamp } };
    const tags = { lead: [lead], mail: [mail] };
    return { id: eventType, body: JSON.stringify({ eventType, mail: { timestamp, messageId: "m", tags }, ...detail }) };
  };
  const told = async ({ engine, lead }: Pick<Lab, "engine" | "lead">): Promise<string[]> => {
    const { items } = await page(engine, await lead(hanako), 100);
    return items.map(({ type }) => type).filter((type) => type === "mail.delivered");
  };

  test("also if its event comes again after a complaint", async () => {
    const story = await withUnknownMail();
    const { engine, id, mail } = story;
    for (const kind of ["Delivery", "Complaint", "Delivery"])
      await handleMailEvents(engine, [event(kind, story, id, mail)]);
    expect(await told(story)).toHaveLength(1);
  });

  test("also if the complaint comes first", async () => {
    const story = await withUnknownMail();
    const { engine, id, mail } = story;
    for (const kind of ["Complaint", "Delivery", "Delivery"])
      await handleMailEvents(engine, [event(kind, story, id, mail)]);
    expect(await told(story)).toHaveLength(1);
  });

  test("also if the outcome and another copy of the event come while it is decided", async () => {
    const story = await withUnknownMail();
    const { engine, id, mail, claim, clock } = story;
    const delivery = event("Delivery", story, id, mail);
    const slow = worker(
      story,
      afterReading("lead", async () => {
        const outcome = { status: "sent" as const, messageId: "m" };
        await happen(engine, id, { type: "outcome", mail, claim, outcome, at: clock.now() });
        await handleMailEvents(engine, [delivery]);
      }),
    );
    await handleMailEvents(slow, [delivery]);
    expect(await told(story)).toHaveLength(1);
    expect((await story.lead(hanako)).mails[mail]?.state).toBe("sent");
  });

  test("and is told at all if the outcome comes while it is decided", async () => {
    const story = await withUnknownMail();
    const { engine, id, mail, claim, clock } = story;
    const delivery = event("Delivery", story, id, mail);
    const slow = worker(
      story,
      afterReading("lead", () =>
        happen(engine, id, {
          type: "outcome",
          mail,
          claim,
          outcome: { status: "sent", messageId: "m" },
          at: clock.now(),
        }),
      ),
    );
    await handleMailEvents(slow, [delivery]);
    expect(await told(story)).toHaveLength(1);
  });
});

test("what a stale worker wrote about an erased person is wiped, also if something came in between", async () => {
  const story = await lab();
  await prepareLetters(story);
  await joinExpo(story);
  const { engine, clock, travel } = story;
  const { id } = await story.lead(hanako);
  await erase(engine, id, { at: clock.now() });
  await engine.world.table.put([{ ...keys.entries(id, 1), rev: 1, body: "[]" }]);
  await travel("PT1M");
  await happen(engine, id, { type: "look", at: clock.now() });
  await travel("PT20M");
  const { items } = await engine.world.table.query({ pk: id, limit: 10 });
  expect(items.map(({ sk }) => sk)).toEqual(["lead"]);
});

test("a worker whose reads lag behind a publication takes people in all the same", async () => {
  const story = await lab();
  await prepareLetters(story);
  const { clock, lead } = story;
  const behind = worker(story, ({ table }) => ({
    table: {
      ...table,
      getMany: async (keys, read) => {
        const items = await table.getMany(keys, read);
        return read === "consistent" ? items : items.map((item) => (item?.sk.startsWith("v#") ? undefined : item));
      },
    },
  }));
  const at = clock.now();
  const consent = { basis: "businessCard" as const, at, source: "expo" };
  const row = { via: "import" as const, email: hanako, list: "expo", attributes: {}, tags: [], consent };
  await capture(behind, row, { id: "job:2", at });
  expect((await lead(hanako)).enrolments).toMatchObject([{ workflow: "letters", step: "rest" }]);
});

test("a read of the timeline that fails parks nobody", async () => {
  const story = await lab();
  await prepareLetters(story);
  await joinExpo(story);
  const { engine, clock } = story;
  const { id } = await story.lead(hanako);
  const visit = (n: number) => {
    const at = clock.now();
    const properties = { n };
    return { type: "tracked" as const, id: `visit ${n}`, at, name: "page.viewed", properties, occurredAt: at };
  };
  for (let n = 0; n < 70; n++) await happen(engine, id, visit(n));
  let failing = true;
  const tired = worker(story, ({ table }) => ({
    table: {
      ...table,
      query: async (query) => {
        if (!failing) return table.query(query);
        failing = false;
        throw new Error("No answer");
      },
    },
  }));
  const again = message({ kind: "cause", lead: id, cause: visit(1), tries: 1 });
  await expect(handle(tired, [again])).rejects.toThrow("No answer");
  expect((await story.lead(hanako)).parked).toBeUndefined();
});

test("a worker that could not read the new scoring model does not go on with the old one", async () => {
  const story = await lab();
  const { engine, clock } = story;
  let fails = false;
  const late = worker(story, ({ table }) => ({
    table: {
      ...table,
      get: async (key, read) => {
        if (fails && key.pk.startsWith("scoring#")) throw new Error("no answer");
        return table.get(key, read);
      },
    },
  }));
  late.config.catalogueLifeMs = 60_000;
  const { scoring, scoringVersion } = await current(late);
  await publishScoring(engine, { ...scoring, lines: { ...scoring.lines, sales: 180 } });
  await story.loop.advance(clock.now() + 61_000);
  fails = true;
  await expect(current(late)).rejects.toThrow("no answer");
  fails = false;
  expect(await current(late)).toMatchObject({ scoringVersion: scoringVersion + 1, scoring: { lines: { sales: 180 } } });
});
