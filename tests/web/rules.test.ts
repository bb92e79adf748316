import { expect, test } from "vitest";
import type { ChipName } from "../../packages/web/src/api/calls.ts";
import { type Choices, noteOf, press, type Read } from "../../packages/web/src/features/hot-leads/call-draft.ts";
import { cut } from "../../packages/web/src/features/hot-leads/phrases.ts";
import { inCallOrder } from "../../packages/web/src/features/hot-leads/queue-order.ts";
import { dealsOf, forecastOf, historyOf } from "../../packages/web/src/features/lead/score-history.ts";
import { bandOf, whole } from "../../packages/web/src/ui/bands.ts";
import { DAY, formatIn } from "../../packages/web/src/ui/format.ts";
import { NOW, score, timeline } from "./story/people.ts";

const now = Date.parse(NOW);
const handoff = (id: string, score: number, dueAt?: string) => ({
  id,
  leadId: id,
  state: "open" as const,
  openedAt: NOW,
  score,
  reasons: [],
  lead: { id },
  ...(dueAt === undefined ? {} : { dueAt }),
});

test("the next call is the longest overdue, then the first due, then the hottest", () => {
  const queue = [
    handoff("no-date", 99),
    handoff("hot", 90, "2026-11-24T03:00:00Z"),
    handoff("warm", 70, "2026-11-24T03:00:00Z"),
    handoff("just-over", 70, "2026-11-24T01:00:00Z"),
    handoff("long-over", 71, "2026-11-23T01:00:00Z"),
  ];
  expect(inCallOrder(queue, now).map(({ id }) => id)).toEqual(["long-over", "just-over", "hot", "warm", "no-date"]);
});

test("the history played again from its entries ends where the score is now", () => {
  const { line, changes } = historyOf(timeline, score.halfLives, now);
  expect(line.at(-1)?.total).toBeCloseTo(score.total, 0);
  expect(changes).toHaveLength(8);
});

test("the forecast starts at the score, halves each family in its time and leaves fit alone", () => {
  const forecast = forecastOf({ ...score, families: { mail: 20 } }, now, now + 60 * DAY);
  expect(forecast[0]?.total).toBe(50);
  expect(forecast.find(({ at }) => at >= now + 30 * DAY)?.total).toBeCloseTo(40, 0);
});

test("a deal that is still open lasts until now", () => {
  const entry = { at: "2026-11-01T00:00:00Z", type: "deal.opened", deal: "D-1" };
  expect(dealsOf([entry], now)).toEqual([{ from: Date.parse(entry.at), to: now }]);
});

test("a rounded score never stands over a line that was not reached", () => {
  expect(whole(74.6)).toBe(75);
  expect(whole(69.6)).toBe(69);
  expect(bandOf(69.6)).toBe("warm");
  expect(bandOf(100)).toBe("top");
});

test("phrases are cut out of a note in order, never overlapping, and only where they still stand", () => {
  const note = "予算は未定。比較表がほしい";
  const parts = cut(note, [
    { phrase: "比較表", from: 6, to: 9, negated: false },
    { phrase: "予算は未定", from: 0, to: 5, negated: true },
    { phrase: "未定", from: 3, to: 5, negated: false },
    { phrase: "もうない", from: 9, to: 13, negated: false },
  ]);
  expect(parts.map(({ text, kind }) => [text, kind])).toEqual([
    ["予算は未定", "negated"],
    ["。", undefined],
    ["比較表", "said"],
    ["がほしい", undefined],
  ]);
  expect(parts.map(({ text }) => text).join("")).toBe(note);
});

test("pressing a chip confirms what the note says, then clears it, then leaves it to the note again", () => {
  const walk = (name: ChipName, read: Read, presses: number) => {
    let choices: Choices = {};
    return Array.from({ length: presses }, () => {
      choices = press(choices, name, read);
      return choices[name];
    });
  };
  expect(walk("budget", {}, 3)).toEqual([true, false, undefined]);
  expect(walk("budget", { budget: false }, 4)).toEqual([false, "left", true, undefined]);
  expect(walk("timing", { timing: "within6m" }, 5)).toEqual(["within6m", "left", "within3m", "later", undefined]);
});

test("only what is shown is saved: a cleared chip is not, what the note says is", () => {
  const read: Read = { interest: true, timing: "within3m", budget: false };
  expect(noteOf({ note: "a", chips: {} }, read)).toEqual({ note: "a" });
  expect(noteOf({ note: "a", chips: { interest: "left", need: true } }, read).chips).toEqual({
    need: true,
    budget: false,
    timing: "within3m",
  });
});

test.each([
  ["ja", "11/24(火) 10:12", "2025/11/24", "11月24日(火) 10:12", "21.0%"],
  ["en", "Nov 24, 10:12", "Nov 24, 2025", "Tue, Nov 24, 10:12", "21.0%"],
] as const)(
  "%s dates are written as its readers do, in the workspace's zone",
  (language, moment, otherYear, long, share) => {
    const format = formatIn(language, "Asia/Tokyo");
    expect(format.moment(NOW, now)).toBe(moment);
    expect(format.day("2025-11-24T01:12:00Z", now)).toBe(otherYear);
    expect(format.weekdayMoment(now)).toBe(long);
    expect(format.share(52, 248)).toBe(share);
  },
);
