import { blank } from "@rekindle/core/leads/blank";
import type { Cause } from "@rekindle/core/leads/cause";
import type { Lead } from "@rekindle/core/leads/lead";
import { decide } from "@rekindle/core/story/decide";
import { replay } from "@rekindle/core/story/evolve";
import fc from "fast-check";
import { expect, test } from "vitest";
import { after, catalogueOf, clickAt, givenAt, newcomer, viewAt } from "../../support/pure.ts";

const start = Date.UTC(2026, 10, 24, 1);
const hour = 3_600_000;
const frozen = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
};
const form = (source: string, id: string): Cause => ({
  type: "captured",
  id,
  at: start,
  capture: {
    via: "form",
    email: "a@fuji.example",
    attributes: {},
    tags: [source],
    source,
    consent: { basis: "optIn", at: start },
  },
});
const causes: Cause[] = [
  { type: "look", at: start },
  clickAt(start, "c1"),
  viewAt(start - 40 * hour, "/pricing", "v1"),
  viewAt(start, "/about", "v2"),
  form("newsletter", "f1"),
  form("demo", "f2"),
  { type: "optedOut", id: "o1", at: start, via: "page" },
  { type: "called", id: "k1", at: start, outcome: "reached", chips: { interest: true } },
  { type: "accepted", id: "a1", at: start, by: "sato" },
  { type: "returned", id: "r1", at: start, reason: "tooEarly" },
  { type: "deal", id: "d1", at: start, change: { deal: { id: "deal_1" }, stage: "提案", to: "open" } },
  { type: "deal", id: "d2", at: start, change: { deal: { id: "deal_1" }, stage: "won", to: "won" } },
  { type: "company", at: start, company: "nobody", seen: { rev: 1, open: 1, lost: 0, won: false } },
  { type: "parked", at: start, reason: "by hand" },
  { type: "unparked", at: start },
  { type: "erased", at: start },
];
const lives = fc.array(fc.record({ cause: fc.constantFrom(...causes), later: fc.integer({ min: -3, max: 30 }) }), {
  maxLength: 25,
});
const catalogue = catalogueOf();

const play = (
  list: { cause: Cause; later: number }[],
  each: (before: Lead, cause: Cause, now: number) => Lead,
): Lead => {
  let lead = newcomer(start);
  let now = start;
  for (const { cause, later } of list) {
    // Clocks of several workers: the next one may be slow.
    now += later * hour;
    lead = each(lead, cause, now);
  }
  return lead;
};

test("a decision changes nothing of what it is given, and comes out the same again", () => {
  fc.assert(
    fc.property(lives, (list) => {
      play(list, (before, cause, now) => {
        const given = frozen(givenAt(now, catalogue));
        const one = decide(frozen(before), cause, given);
        expect(decide(before, cause, given)).toEqual(one);
        return one.lead;
      });
    }),
  );
});

test("a cause takes effect once, however often it comes", () => {
  fc.assert(
    fc.property(lives, (list) => {
      const once = play(list, (lead, cause, now) => after(lead, [cause], givenAt(now, catalogue)));
      const twice = play(list, (lead, cause, now) => {
        const done = after(lead, [cause], givenAt(now, catalogue));
        return cause.id === undefined ? done : after(done, [cause, cause], givenAt(now, catalogue));
      });
      expect(twice).toEqual(once);
    }),
  );
});

test("time never runs back for a lead, and each entry has the revision that it made", () => {
  fc.assert(
    fc.property(lives, (list) => {
      play(list, (before, cause, now) => {
        const { lead, entry, changed } = decide(before, cause, givenAt(now, catalogue));
        expect(lead.lastAt).toBeGreaterThanOrEqual(before.lastAt);
        expect(lead.rev).toBe(before.rev + (changed ? 1 : 0));
        if (entry !== undefined) expect([entry.rev, entry.at]).toEqual([lead.rev, lead.lastAt]);
        return lead;
      });
    }),
  );
});

test("what waits is never forgotten: a timer moves earlier, or fires and sets the next", () => {
  fc.assert(
    fc.property(lives, (list) => {
      play(list, (before, cause, now) => {
        const { lead } = decide(before, cause, givenAt(now, catalogue));
        if (lead.handoff?.state === "open" && lead.parked === undefined && lead.erased === undefined)
          if (lead.handoff.level < 3)
            expect(lead.dueAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(lead.handoff.dueAt ?? 0);
        return lead;
      });
    }),
  );
});

test("an erased lead stays erased, and says nothing more, whatever comes", () => {
  fc.assert(
    fc.property(lives, lives, (before, then) => {
      const gone = after(
        play(before, (lead, cause, now) => after(lead, [cause], givenAt(now, catalogue))),
        [{ type: "erased", at: start }],
        givenAt(start, catalogue),
      );
      const later = then.reduce(
        (lead, { cause }) =>
          cause.type === "erased" ? lead : after(lead, [cause], givenAt(gone.lastAt + hour, catalogue)),
        gone,
      );
      expect(later).toMatchObject({ email: "", attributes: {}, tags: [], consents: [], erased: gone.erased });
      expect(later.tail).toEqual(gone.tail);
    }),
  );
});

test("nothing that ever happened is nobody yet", () => {
  expect(replay("lead_01", [])).toEqual(blank("lead_01", 0));
});
