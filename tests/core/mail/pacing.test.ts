import { type Asked, ask } from "@rekindle/core/mail/pacing";
import { HORIZON, type Ledger, type Plan, read } from "@rekindle/core/mail/pacing-ledger";
import { add, dayOf } from "@rekindle/core/workspace/calendar";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const zone = "Asia/Tokyo";
/** A Tuesday, 10:12 in Tokyo. */
const start = Date.UTC(2026, 10, 24, 1, 12);
const free: Plan = { rampUp: null, timeZone: zone };
const dayMs = 86_400_000;

const account = { ratePerSecond: 14, quotaPerDay: 50_000, sentLastDay: 0 };
const bulk = (n: number, more: Partial<Asked> = {}): Asked[] =>
  Array.from({ length: n }, () => ({ priority: 50, fresh: true, ...more }));

/** A world with one ledger: whoever is told to come back does. */
const office = (limits: Partial<typeof account> = {}, plan: Plan = free) => {
  let ledger: Ledger = read(undefined, { ...account, ...limits }, start);
  return {
    ledger: () => ledger,
    read: (sentLastDay: number, now: number) => {
      ledger = read(ledger, { ...account, ...limits, sentLastDay }, now);
    },
    ask: (asked: Asked[], now: number, waits = true) => {
      const answer = ask(ledger, asked, now, plan, waits);
      ledger = answer.ledger;
      const seconds = answer.turns.flatMap((turn) => ("second" in turn ? [turn.second] : []));
      const untils = answer.turns.flatMap((turn) => ("until" in turn ? [turn.until] : []));
      return { turns: answer.turns, seconds, untils };
    },
  };
};

/** Workers that always have a batch in hand; what a batch gets no turn for comes back when it was told. */
const play = (workers: number, rate: number, batch: number, lastsMs: number) => {
  const { ask: asks } = office({ ratePerSecond: rate });
  const perSecond = new Map<number, number>();
  const sent = Array.from({ length: workers }, () => 0);
  const early: number[] = [];
  const events = sent.map((_, worker) => ({ at: start + worker * 7, worker, mails: batch, fresh: true }));
  const open = sent.map(() => batch);
  for (;;) {
    events.sort((a, b) => a.at - b.at);
    const event = events.shift();
    if (event === undefined || event.at >= start + lastsMs) break;
    const { worker, at } = event;
    const { seconds, untils } = asks(bulk(event.mails, { fresh: event.fresh }), at);
    for (const second of seconds) {
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      if (second < Math.floor(at / 1000)) early.push(second);
    }
    sent[worker] = (sent[worker] ?? 0) + seconds.length;
    open[worker] = (open[worker] ?? 0) - seconds.length;
    for (const until of new Set(untils))
      events.push({ at: until, worker, mails: untils.filter((each) => each === until).length, fresh: false });
    if (open[worker] === 0) {
      open[worker] = batch;
      events.push({ at: Math.max(...seconds) * 1000 + 999, worker, mails: batch, fresh: true });
    }
  }
  return { sent, most: Math.max(...perSecond.values()), early };
};

describe("any number of workers", () => {
  test("never exceed the rate in any second, and each gets at least half of its equal share", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 60 }), (workers, rate) => {
        const seconds = 600;
        const { sent, most, early } = play(workers, rate, Math.max(10, rate), seconds * 1000);
        expect(most).toBeLessThanOrEqual(rate);
        expect(early).toEqual([]);
        for (const each of sent) expect(each).toBeGreaterThanOrEqual((rate * seconds) / workers / 2);
      }),
      { numRuns: 60 },
    ));

  test("use the whole rate but the part that is kept for people who act right now", () => {
    const { sent } = play(16, 14, 100, 600_000);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0.95 * 13 * 600);
  });

  test("get no more of a running second than what is left of it, so that the next one is no double burst", () => {
    const { ask: asks } = office();
    const at = start + 900;
    const { seconds } = asks(bulk(30), at);
    expect(seconds.filter((second) => second * 1000 === start)).toHaveLength(1);
  });

  test("whose clocks differ share the same seconds", () => {
    const { ask: asks } = office();
    const first = asks(bulk(60), start + 3_000).seconds;
    const second = asks(bulk(60), start).seconds;
    const counts = Map.groupBy([...first, ...second], (one) => one);
    expect(Math.max(...[...counts.values()].map(({ length }) => length))).toBeLessThanOrEqual(13);
  });
});

test("whoever cannot wait gets the running second only", () => {
  const { ask: asks } = office();
  const { seconds, untils } = asks(bulk(20), start, false);
  expect(new Set(seconds)).toEqual(new Set([start / 1000]));
  expect(untils).toHaveLength(7);
});

test("what does not fit is told different times, in the rhythm of the rate, and has its turn when it comes", () => {
  const { ask: asks } = office();
  const { seconds, untils } = asks(bulk(2_000), start);
  expect(seconds).toHaveLength(13 * HORIZON);
  expect(Math.min(...untils)).toBeGreaterThanOrEqual(start + HORIZON * 1000);
  expect(Math.max(...untils) - start).toBeLessThanOrEqual((2_000 / 13 + 6) * 1000);
  let again = 0;
  for (const until of [...new Set(untils)].sort((a, b) => a - b)) {
    const n = untils.filter((one) => one === until).length;
    expect(n).toBeLessThanOrEqual(13 * 3 + 1);
    again += asks(bulk(n, { fresh: false }), until).untils.length;
  }
  expect(again).toBe(0);
});

test("a newcomer stands behind those who wait, a person who acts right now does not", () => {
  const { ask: asks } = office();
  const { untils } = asks(bulk(500), start);
  const later = asks(bulk(10), start + 5_000);
  expect(later.seconds).toEqual([]);
  expect(Math.min(...later.untils)).toBeGreaterThanOrEqual(Math.max(...untils) - 3_000);
  expect(asks(bulk(1), start + 5_000).seconds).toEqual([start / 1000 + 5]);
});

describe("where turns are scarce", () => {
  test("higher priorities go first, within a batch and between batches", () => {
    const { ask: asks } = office();
    const low = asks(bulk(300, { priority: 10 }), start);
    const both = asks([...bulk(100, { priority: 10 }), ...bulk(100, { priority: 90 })], start + 100);
    const untilOf = (index: number) => {
      const turn = both.turns[index];
      return turn !== undefined && "until" in turn ? turn.until : 0;
    };
    const high = Array.from({ length: 100 }, (_, n) => untilOf(100 + n));
    const newLow = Array.from({ length: 100 }, (_, n) => untilOf(n));
    expect(Math.max(...high)).toBeLessThan(Math.min(...newLow));
    // Those of low priority who had the time are sent back once, and all have room behind the higher ones.
    const first = Math.min(...low.untils);
    const back = asks(bulk(30, { priority: 10, fresh: false }), first);
    expect(back.seconds).toEqual([]);
    expect(Math.min(...back.untils)).toBeGreaterThanOrEqual(Math.max(...high) - 3_000);
    expect(asks(bulk(30, { priority: 10, fresh: false }), Math.max(...back.untils)).untils).toEqual([]);
  });
});

describe("the day's quota", () => {
  test("is never exceeded, and a twentieth of it is for people who act right now", () => {
    const { ask: asks } = office({ quotaPerDay: 100, sentLastDay: 40 });
    const { seconds, untils } = asks(bulk(80), start);
    expect(seconds).toHaveLength(55);
    // SES counts 24 hours.
    expect(Math.min(...untils)).toBeGreaterThanOrEqual(start + dayMs);
    for (let n = 0; n < 5; n++) expect(asks(bulk(1), start + 20_000 + n * 1000).seconds).toHaveLength(1);
    expect(asks(bulk(1), start + 30_000).seconds).toEqual([]);
  });

  test("counts what others sent on the same account, and what was granted since it was read", () => {
    const { ask: asks, read: reads } = office({ quotaPerDay: 100 });
    expect(asks(bulk(50), start).seconds).toHaveLength(50);
    reads(90, start + 60_000);
    expect(asks(bulk(50), start + 60_000).seconds).toHaveLength(5);
    reads(60, start + 120_000);
    expect(asks(bulk(10), start + 130_000).seconds).toEqual([]);
    expect(asks(bulk(2), start + 130_000).seconds).toHaveLength(2);
  });
});

describe("the plan of a new domain", () => {
  const plan: Plan = { timeZone: zone, rampUp: { startedAt: "2026-11-24", perDay: [50, 100, 200] } };

  test("spreads what waits over its days: each mail is told its own day", () => {
    const { ask: asks } = office({}, plan);
    const { seconds, untils } = asks(bulk(600), start);
    expect(seconds).toHaveLength(48);
    const days = Map.groupBy(untils, (until) => dayOf(until, zone));
    expect([...days].map(([day, all]) => [day, all.length])).toEqual([
      ["2026-11-25", 95],
      ["2026-11-26", 190],
      ["2026-11-27", 267],
    ]);
  });

  test("has room on that day for those who were told to come, and for no more", () => {
    const { ask: asks, read: reads } = office({}, plan);
    const { untils } = asks(bulk(600), start);
    const tomorrow = Map.groupBy(
      untils.filter((until) => dayOf(until, zone) === "2026-11-25"),
      (until) => until,
    );
    let sent = 0;
    for (const [until, all] of tomorrow) {
      reads(48, until);
      sent += asks(bulk(all.length, { fresh: false }), until).seconds.length;
    }
    expect(sent).toBe(95);
    expect(asks(bulk(3, { fresh: false }), add(start, "P1D", zone)).seconds).toEqual([]);
  });

  test("is over after its last day", () => {
    const { ask: asks } = office({}, plan);
    expect(asks(bulk(600), add(start, "P3D", zone)).seconds).toHaveLength(13 * HORIZON);
  });
});
