import { crossing, leadOf, mayBeHandedOver } from "@rekindle/core/handoff/lines";
import { returnEffects, returned } from "@rekindle/core/handoff/verdict";
import type { Handoff, Lead } from "@rekindle/core/leads/lead";
import { defaults } from "@rekindle/core/workspace/settings";
import { describe, expect, test } from "vitest";
import { newcomer } from "../../support/pure.ts";

const now = Date.UTC(2026, 10, 24, 1);
const lines = { warm: 40, insideSales: 70, sales: 100 };
const at = (lead: Lead, total: number) => crossing(lead, { total, signals: () => [] }, lines, now, defaults, {});
const handoff = (change: Partial<Handoff> = {}): Handoff => ({
  id: "handoff_01_1",
  state: "open",
  line: "insideSales",
  openedAt: now - 1,
  level: 0,
  score: 70,
  reasons: [],
  ...change,
});

describe("crossing", () => {
  test.each([
    [0, undefined],
    [40, undefined],
    [69.999, undefined],
    [70, "insideSales"],
    [99.999, "insideSales"],
    [100, "sales"],
    [250, "sales"],
  ])("at %d points is %s", (total, line) => {
    const fact = at(newcomer(now), total);
    expect(fact?.type === "handoff.opened" ? fact.line : undefined).toBe(line);
  });

  test.each([
    [{}, 80, undefined],
    [{}, 100, "handoff.raised"],
    [{ line: "sales" as const }, 180, undefined],
    [{ state: "accepted" as const }, 120, "handoff.raised"],
    [{ state: "deal" as const }, 90, "handoff.opened"],
    [
      { state: "returned" as const, returned: { reason: "other" as const, at: now, coolUntil: now + 1 } },
      90,
      undefined,
    ],
    [
      { state: "returned" as const, returned: { reason: "other" as const, at: 0, coolUntil: now } },
      90,
      "handoff.opened",
    ],
    [{ state: "returned" as const, returned: { reason: "wrongPerson" as const, at: 0 } }, 90, undefined],
  ])("with a hand-off %o at %d points gives %s", (change, total, type) => {
    expect(at({ ...newcomer(now), handoffs: 1, handoff: handoff(change) }, total)?.type).toBe(type);
  });

  test("names each hand-off after its lead and counts them", () => {
    const fact = at({ ...newcomer(now), handoffs: 4 }, 70);
    expect(fact).toMatchObject({ handoff: "handoff_01_5" });
    expect(leadOf("handoff_01_5")).toBe("lead_01");
    expect(leadOf("something else")).toBeUndefined();
  });
});

test("nobody is handed over who is erased, in a deal, a customer, or complained", () => {
  const lead = newcomer(now);
  expect(mayBeHandedOver(lead, now)).toBe(true);
  for (const change of [
    { erased: { at: 1 } },
    { gate: { ...lead.gate, deals: ["d"] } },
    { stage: "customer" as const },
    { gate: { ...lead.gate, suppressed: { reason: "complaint" as const, at: 1 } } },
  ])
    expect(mayBeHandedOver({ ...lead, ...change }, now)).toBe(false);
});

test("a return is of an open or accepted hand-off only", () => {
  const zone = "Asia/Tokyo";
  for (const state of ["open", "accepted", "returned", "deal", "won", "lost"] as const) {
    const facts = returned({ ...newcomer(now), handoff: handoff({ state }) }, { reason: "tooEarly" }, now, zone);
    expect(facts.length > 0).toBe(state === "open" || state === "accepted");
  }
  expect(returned(newcomer(now), { reason: "tooEarly" }, now, zone)).toEqual([]);
});

test("every reason for a return has its effect, and only the wrong person rests for ever", () => {
  for (const [reason, { coolDown }] of Object.entries(returnEffects))
    expect(coolDown === undefined).toBe(reason === "wrongPerson");
});
