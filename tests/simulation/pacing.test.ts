import { happen } from "@rekindle/core/engine/cause";
import { keys } from "@rekindle/core/engine/keys";
import { findMany } from "@rekindle/core/engine/lead-store";
import { entriesOf } from "@rekindle/core/engine/timeline";
import type { Lead } from "@rekindle/core/leads/lead";
import { HORIZON } from "@rekindle/core/mail/pacing-ledger";
import { dayOf } from "@rekindle/core/workspace/calendar";
import type { MailOutcome } from "@rekindle/core/world/world";
import { describe, expect, test } from "vitest";
import { type CrowdOptions, crowd, mostPerSecond, type Sent } from "../support/crowd.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const priorities = { urgent: 90, usual: 50, idle: 10 };
type Name = keyof typeof priorities;
const names: Name[] = ["urgent", "usual", "idle"];

/** Leads of three workflows, all due an hour later, in the same minute. */
const dueTogether = async (each: Record<Name, number>, options: CrowdOptions = {}) => {
  const made = await crowd(options);
  for (const name of names) {
    await made.template(name);
    await made.workflow(
      name,
      `
name: ${name}
priority: ${priorities[name]}
triggers: [{ kind: list, list: ${name} }]
steps:
  - { id: rest, kind: wait, for: PT1H }
  - { id: letter, kind: email, template: ${name} }
  - { id: after, kind: wait, for: P30D }
`,
    );
  }
  const most = Math.max(...Object.values(each));
  // Mixed, as lists are: no worker has one workflow alone.
  for (let n = 0; n < most; n++)
    for (const name of names) if (n < each[name]) await made.join(`${name}${n}@example.jp`, name);
  await made.play(HOUR_MS - 1000);
  made.counts.messages = 0;
  return made;
};

const templates = (sent: Sent[]): string[] => sent.map(({ template }) => template.split("@")[0] ?? "");
const once = (sent: Sent[]): boolean => new Set(sent.map(({ lead, mail }) => `${lead} ${mail}`)).size === sent.length;

type Crowd = Awaited<ReturnType<typeof dueTogether>>;
const everybody = async ({ engine, joined }: Crowd): Promise<Lead[]> =>
  (await findMany(engine, joined)).flatMap((lead) => lead ?? []);
/** How often each mail was told to come back. */
const postponements = async ({ engine, sent }: Crowd): Promise<number[]> =>
  Promise.all(
    sent.map(async ({ lead }) => {
      const facts = (await entriesOf(engine, lead)).flatMap((entry) => entry.facts);
      return facts.filter(({ type }) => type === "mail.postponed").length;
    }),
  );

/** Nothing is left undone, and nobody was given up. */
const atRest = async ({ engine, sent, queue, failures }: Crowd) => {
  const leads = await findMany(engine, [...new Set(sent.map(({ lead }) => lead))]);
  expect(leads.filter((lead) => lead === undefined || lead.outbox.length > 0 || lead.parked !== undefined)).toEqual([]);
  expect(queue.waiting()).toBe(0);
  expect(queue.deadLetters()).toEqual([]);
  expect(failures).toEqual([]);
};

describe("2,000 leads that are due in the same minute, at 14 mails a second", () => {
  test("get one mail each, the urgent first, at the rate of SES, without a storm in the queue", async () => {
    const made = await dueTogether({ urgent: 500, usual: 500, idle: 1_000 });
    const { sent, counts } = made;
    const from = made.now();
    await made.play(8 * MINUTE_MS);
    expect(sent).toHaveLength(2_000);
    expect(once(sent)).toBe(true);
    await atRest(made);
    expect(mostPerSecond(made.attempts)).toBeLessThanOrEqual(14);
    expect(counts.throttled).toBe(0);
    // 2,000 / 13 a second are 154 s.
    expect((Math.max(...sent.map(({ at }) => at)) - from) / 1000).toBeLessThan(200);

    // Only what went before the others were known of may be out of order: the first seconds.
    const order = templates(sent.toSorted((a, b) => a.at - b.at)).slice(13 * HORIZON);
    const count = (name: Name) => order.filter((each) => each === name).length;
    expect(order.lastIndexOf("urgent")).toBeLessThan(count("urgent") + 60);
    expect(order.lastIndexOf("usual")).toBeLessThan(count("urgent") + count("usual") + 60);

    // One look at each, one more when its turn comes, 30 in a message or so.
    expect(counts.messages).toBeLessThan(250);
    const told = await postponements(made);
    expect(told.reduce((sum, n) => sum + n, 0) / told.length).toBeLessThan(2);
    expect(Math.max(...told)).toBeLessThanOrEqual(12);

    expect(counts.ledger / sent.length).toBeLessThan(0.1);
    expect(JSON.stringify(await made.table.get(keys.pacing)).length).toBeLessThan(1_000);
    // One worker asks SES for its limits, and the others read what it was told.
    expect(counts.accounts).toBeLessThan(10);
  });

  test("get one mail each also where only one in a second is allowed and nobody knows it", async () => {
    const unknown = async () => {
      throw new Error("TooManyRequestsException");
    };
    const made = await dueTogether({ urgent: 20, usual: 20, idle: 20 }, { account: unknown, workers: 8 });
    await made.play(5 * MINUTE_MS);
    expect(made.sent).toHaveLength(60);
    expect(mostPerSecond(made.attempts)).toBe(1);
    expect(made.logged).toContain("pacing.noAccount");
    await atRest(made);
  });

  test("get one mail each, 200 a day, where nobody ever knows it", async () => {
    const unknown = async () => {
      throw new Error("AccessDeniedException");
    };
    const made = await dueTogether({ urgent: 0, usual: 0, idle: 450 }, { account: unknown, workers: 8 });
    await made.play(4 * DAY_MS);
    expect(made.sent).toHaveLength(450);
    const days = [...Map.groupBy(made.sent, ({ at }) => Math.floor(at / DAY_MS)).values()];
    expect(Math.max(...days.map(({ length }) => length))).toBeLessThanOrEqual(200);
    await atRest(made);
  });
});

test("a lead's next mail takes a turn of its own", async () => {
  const made = await crowd({ ratePerSecond: 1, workers: 3 });
  for (const id of ["one", "two"]) await made.template(id);
  await made.workflow(
    "pairs",
    `
name: Pairs
triggers: [{ kind: list, list: pairs }]
steps:
  - { id: rest, kind: wait, for: PT1H }
  - { id: one, kind: email, template: one }
  - { id: two, kind: email, template: two }
  - { id: after, kind: wait, for: P30D }
`,
  );
  for (let n = 0; n < 5; n++) await made.join(`pair${n}@example.jp`, "pairs");
  await made.play(2 * HOUR_MS);
  expect(made.sent).toHaveLength(10);
  expect(mostPerSecond(made.attempts)).toBe(1);
  await atRest(made);
});

test("SES that throttles at random makes no mail go twice, and none get lost", async () => {
  const throttled: MailOutcome = { status: "refused", reason: "Maximum sending rate exceeded.", retry: true };
  for (const seed of [1, 2, 3]) {
    let refused = 0;
    const made = await dueTogether(
      { urgent: 60, usual: 60, idle: 180 },
      {
        seed,
        workers: 6,
        refuses: (mails, random) => {
          if (random() > 0.4) return undefined;
          refused += mails.length;
          return mails.map(() => throttled);
        },
      },
    );
    await made.play(12 * HOUR_MS);
    expect(refused).toBeGreaterThan(50);
    expect(made.sent).toHaveLength(300);
    expect(once(made.sent)).toBe(true);
    expect(mostPerSecond(made.attempts)).toBeLessThanOrEqual(14);
    await atRest(made);
  }
});

describe("a new domain that may send 20, then 40 mails a day", () => {
  const rampUp = { startedAt: "2026-11-24", perDay: [20, 40] };
  const growing = (each: Record<Name, number>) =>
    dueTogether(each, { workers: 4, settings: (settings) => ({ ...settings, rampUp }) });

  test("sends each mail on its day, tells it that day once, and goes on freely after the plan", async () => {
    const made = await growing({ urgent: 10, usual: 0, idle: 90 });
    await made.play(3 * DAY_MS);
    const days = Map.groupBy(made.sent, ({ at }) => dayOf(at, "Asia/Tokyo"));
    // One in twenty is kept for people who act right now.
    expect([...days].map(([day, sent]) => [day, sent.length])).toEqual([
      ["2026-11-24", 19],
      ["2026-11-25", 38],
      ["2026-11-26", 43],
    ]);
    expect(templates(days.get("2026-11-24") ?? []).filter((each) => each === "urgent")).toHaveLength(10);
    expect(once(made.sent)).toBe(true);
    expect(Math.max(...(await postponements(made)))).toBeLessThanOrEqual(2);
    await atRest(made);
  });

  test("keeps a mail for a person who acts on a full day", async () => {
    const made = await growing({ urgent: 0, usual: 0, idle: 60 });
    await made.play(HOUR_MS);
    expect(made.sent).toHaveLength(19);
    await made.template("thanks");
    await made.workflow(
      "thanks",
      "{ name: Thanks, triggers: [{ kind: list, list: now }], steps: [{ kind: email, template: thanks }] }",
    );
    await made.play(MINUTE_MS);
    const joining = made.join("hanako@fuji.example", "now");
    await made.play(MINUTE_MS);
    await joining;
    expect(templates(made.sent).at(-1)).toBe("thanks");
  });

  test("does not stop time for those whose mail waits: other workflows go on, and who opts out gets nothing", async () => {
    const made = await growing({ urgent: 0, usual: 0, idle: 25 });
    await made.workflow(
      "tags",
      `
name: Tags
triggers: [{ kind: list, list: idle }]
steps: [{ kind: wait, for: PT5H }, { kind: update, set: { tags: { add: [fiveHours] } } }, { kind: wait, for: P9D }]
`,
    );
    await made.play(MINUTE_MS);
    const waiting = (await everybody(made)).filter(({ outbox }) => outbox.length > 0);
    expect(waiting).toHaveLength(6);
    const [one] = waiting;
    if (one === undefined) throw new Error("Nobody waits");
    for (const { id } of waiting)
      await happen(made.engine, id, { type: "enrol", id: `tags:${id}`, workflow: "tags", at: made.now() });
    await happen(made.engine, one.id, { type: "optedOut", id: "out", via: "test", at: made.now() });
    await made.play(6 * HOUR_MS);
    const later = (await everybody(made)).filter(({ id }) => waiting.some((known) => known.id === id));
    expect(later.filter(({ tags }) => tags.includes("fiveHours"))).toHaveLength(5);
    await made.play(2 * DAY_MS);
    expect(made.sent).toHaveLength(24);
    expect(made.sent.filter(({ lead }) => lead === one.id)).toEqual([]);
    expect((await everybody(made)).filter(({ outbox }) => outbox.length > 0)).toEqual([]);
  });
});
