import { approach, type Known } from "@rekindle/core/handoff/approach";
import { nextMove } from "@rekindle/core/handoff/next-move";
import type { Handoff } from "@rekindle/core/leads/lead";
import { Settings } from "@rekindle/core/workspace/settings";
import { expect, test } from "vitest";

const openedAt = Date.UTC(2026, 10, 24, 1, 0);
const handoff = (more: Partial<Handoff> = {}): Handoff => ({
  id: "handoff_1_1",
  state: "open",
  line: "insideSales",
  openedAt,
  level: 0,
  owner: "mori",
  score: 74,
  reasons: [],
  ...more,
});
const nothing: Known = { lastDeal: undefined, clicked: [], answered: [] };
const reason = (signal: string) => ({ signal, at: openedAt, points: 40, left: 38 });

test("the approach is made of what is known, two to four sentences in the workspace's language", () => {
  const lead = {
    attributes: { industry: "物流" },
    handoff: handoff({ reasons: [reason("fit"), reason("form-brochure")] }),
  };
  const known: Known = { ...nothing, lastDeal: { reason: "price" }, clicked: ["事例のご紹介"] };
  const ja = approach(lead, known, "ja");
  expect(ja).toHaveLength(4);
  expect(ja[0]).toContain("資料請求");
  expect(ja[1]).toContain("価格で見送り");
  expect(ja[2]).toContain("「事例のご紹介」");
  expect(ja[3]).toBe("聞くこと:予算の時期、決めたい時期、決める人");
  expect(approach(lead, known, "en").join(" ")).toMatch(/^[\x20-\x7e“”事例のご紹介]+$/);
});

test("where nothing is known it still says how to begin, and invents nothing", () => {
  const said = approach({ attributes: {} }, nothing, "ja");
  expect(said).toHaveLength(2);
  expect(said.join("")).not.toMatch(/前回|フォーム|物流/);
});

test("what earlier calls have answered is not asked again", () => {
  const [, question] = approach({ attributes: {} }, { ...nothing, answered: ["budget", "timing"] }, "ja");
  expect(question).toBe("聞くこと:決める人、困りごと");
  const [, step] = approach(
    { attributes: {} },
    { ...nothing, answered: ["budget", "timing", "authority", "need"] },
    "ja",
  );
  expect(step).toContain("日程");
});

test("an unanswered hand-off moves to the next person half a business hour after its end, then to the manager", () => {
  const settings = Settings.parse({
    reps: [
      { id: "mori", name: "森" },
      { id: "abe", name: "阿部" },
      { id: "takagi", name: "高木", manager: true },
    ],
  });
  const dueAt = Date.UTC(2026, 10, 24, 5, 0);
  expect(nextMove(handoff({ dueAt }), settings, {})).toEqual({ owner: "abe", at: dueAt + 1_800_000 });
  expect(nextMove(handoff({ dueAt, level: 1 }), settings, {})).toEqual({ owner: "abe", at: dueAt });
  expect(nextMove(handoff({ dueAt, level: 2, owner: "abe" }), settings, {})).toEqual({ owner: "takagi", at: dueAt });
  expect(nextMove(handoff({ level: 3, owner: "takagi" }), settings, {})).toBeUndefined();
  expect(nextMove(handoff({ dueAt, state: "accepted" }), settings, {})).toBeUndefined();
});
