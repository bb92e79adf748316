import type { Lead } from "@rekindle/core/leads/lead";
import type { Node } from "@rekindle/core/workflows/graph";
import { waitUntil } from "@rekindle/core/workflows/wait";
import { Settings } from "@rekindle/core/workspace/settings";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const inTokyo = (instant: number | undefined): string | undefined =>
  instant === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO("Asia/Tokyo")
        .toString({ timeZoneName: "never", offset: "never", smallestUnit: "minute" });

const lead: Lead = {
  v: 1,
  id: "lead_1",
  rev: 1,
  email: "hanako@example.jp",
  attributes: { renewal: "2026年12月24日", broken: "soon" },
  tags: [],
  lists: [],
  stage: "marketing",
  createdAt: at("2026-11-01T00:00Z"),
  engagedAt: at("2026-11-01T00:00Z"),
  consents: [],
  gate: { softBounces: [], deals: [] },
  score: { fit: 0, fitRules: [], families: {}, signals: [], caps: {} },
  facts: {},
  enrolments: [],
  past: {},
  held: [],
  enrolled: 0,
  outbox: [],
  mails: {},
  handoffs: 0,
  causes: { ids: [] },
  tail: [],
  lastAt: 0,
};
type Wait = Extract<Node, { kind: "wait" }>;
const wait = (given: Pick<Wait, "for" | "until" | "businessDays">): Wait => ({
  id: "wait-1",
  order: 0,
  kind: "wait",
  next: undefined,
  ...given,
});
const settings = Settings.parse({});

describe("a wait that is reached on Friday, 20 November 2026, 15:00 in Tokyo", () => {
  it.each([
    [{ for: "P3D" }, "2026-11-23T15:00"],
    [{ for: "PT90M" }, "2026-11-20T16:30"],
    [{ businessDays: 1 }, "2026-11-24T15:00"],
    [{ businessDays: 5 }, "2026-11-30T15:00"],
    [{ until: { weekday: "tue" as const, at: "10:00" } }, "2026-11-24T10:00"],
    [{ until: { at: "10:00" } }, "2026-11-21T10:00"],
    [{ until: { date: "2026-12-07", at: "10:00" } }, "2026-12-07T10:00"],
    [{ until: { date: "2026-11-20", at: "10:00" } }, undefined],
    [{ until: { at: "15:00" } }, undefined],
    [{ until: { field: "attributes.renewal" } }, "2026-12-24T00:00"],
    [{ until: { field: "renewal", offset: "-P1M", at: "09:30" } }, "2026-11-24T09:30"],
    [{ until: { field: "renewal", offset: "-P2M" } }, undefined],
    [{ until: { field: "createdAt", offset: "P30D" } }, "2026-12-01T09:00"],
    [{ until: { field: "deal.closedAt", offset: "P6M" } }, "2027-03-01T09:00"],
    [{ until: { field: "attributes.missing" } }, undefined],
    [{ until: { field: "attributes.broken" } }, undefined],
  ])("%j lasts until %s", (given, expected) => {
    const deal = { id: "deal_1", closedAt: at("2026-09-01T00:00Z") };
    const until = waitUntil(wait(given), lead, at("2026-11-20T06:00Z"), settings, deal);
    expect(inTokyo(until)).toBe(expected);
  });
});
