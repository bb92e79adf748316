import { Condition, type FieldCondition } from "@rekindle/core/leads/condition";
import { evaluate, matches, type Subject, thresholdsIn, watchesIn, watchKey } from "@rekindle/core/leads/evaluate";
import type { Lead } from "@rekindle/core/leads/lead";
import { problemsIn } from "@rekindle/core/leads/problems";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const day = 86_400_000;
const now = 1_800_000_000_000;
const clicked = { event: "mail.clicked", template: "price-1" };

const lead: Lead = {
  v: 1,
  id: "lead_1",
  rev: 3,
  email: "hanako@example.jp",
  name: "山田花子",
  company: { key: "keihi", name: "株式会社ケイヒ" },
  attributes: { employees: "1,200", department: "経理部", topics: ["価格", "導入事例"], note: "", vip: true },
  tags: ["expo-2026", "needs-other-topic"],
  lists: ["expo"],
  stage: "marketing",
  createdAt: now - 100 * day,
  engagedAt: now - 5 * day,
  consents: [
    { basis: "none", at: 1 },
    { basis: "businessCard", at: 2 },
  ],
  gate: { softBounces: [], deals: [] },
  score: { fit: 12, fitRules: [], families: {}, signals: [], caps: {} },
  facts: { [watchKey(clicked)]: { n: 4, at: [now - 40 * day, now - 3 * day, now - day] } },
  enrolments: [],
  past: {},
  held: [],
  enrolled: 0,
  outbox: [],
  mails: {},
  handoffs: 0,
  causes: { ids: [] },
  tail: [],
  lastAt: now,
};
const subject: Subject = {
  lead,
  now,
  zone: "Asia/Tokyo",
  total: () => 55,
  family: (name) => (name === "mail" ? 2.4 : 0),
  occurrence: { type: "call.noted", at: now, properties: { outcome: "reached", "chips.interest": true } },
  deal: { id: "deal_1", reason: "price", amount: 1_200_000 },
};
const holds = (condition: Condition) => evaluate(Condition.parse(condition), subject);

describe("fields", () => {
  it.each<[FieldCondition, boolean]>([
    [{ field: "email", eq: "hanako@example.jp" }, true],
    [{ field: "email", contains: "@example.jp" }, true],
    [{ field: "name", contains: "花子" }, true],
    [{ field: "company", contains: "ケイヒ" }, true],
    [{ field: "company", contains: "ｹｲﾋ" }, true],
    [{ field: "stage", in: ["marketing", "sales"] }, true],
    [{ field: "stage", eq: "Marketing" }, false],
    [{ field: "tags", contains: "expo-2026" }, true],
    [{ field: "tags", eq: "expo-2026" }, true],
    [{ field: "tags", in: ["a", "needs-other-topic"] }, true],
    [{ field: "tags", ne: "expo-2026" }, false],
    [{ field: "tags", ne: "other" }, true],
    [{ field: "lists", eq: "expo" }, true],
    [{ field: "score", gte: 55 }, true],
    [{ field: "score", gt: 55 }, false],
    [{ field: "score", gt: 50, lt: 60 }, true],
    [{ field: "fit", lte: 10 }, false],
    [{ field: "families.mail", gt: 2 }, true],
    [{ field: "families.call", eq: 0 }, true],
    [{ field: "consent", eq: "businessCard" }, true],
    [{ field: "attributes.employees", gte: 1000 }, true],
    [{ field: "attributes.employees", eq: 1200 }, true],
    [{ field: "attributes.department", gt: 1 }, false],
    [{ field: "attributes.topics", eq: "価格" }, true],
    [{ field: "attributes.topics", contains: "事例" }, true],
    [{ field: "attributes.topics", in: ["導入事例"] }, true],
    [{ field: "attributes.topics", gt: 1 }, false],
    [{ field: "attributes.vip", eq: true }, true],
    [{ field: "attributes.vip", eq: "true" }, true],
    [{ field: "attributes.toString", exists: true }, false],
    [{ field: "deal.reason", eq: "price" }, true],
    [{ field: "deal.lostReason", eq: "price" }, true],
    [{ field: "deal.amount", gte: 1_000_000 }, true],
    [{ field: "event.outcome", eq: "reached" }, true],
    [{ field: "event.chips.interest", eq: true }, true],
    [{ field: "engagedAt", lt: now }, true],
  ])("%j: %s", (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it.each(["owner", "attributes.missing", "attributes.note", "deal.competitor", "event.url", "nonsense"])(
    "of a missing field (%s) only ne and exists: false hold",
    (field) => {
      expect(holds({ field, ne: "x" })).toBe(true);
      expect(holds({ field, exists: false })).toBe(true);
      for (const test of [
        { eq: "x" },
        { eq: "" },
        { in: ["x"] },
        { contains: "" },
        { gt: -1 },
        { gte: 0 },
        { lt: 1 },
        { lte: 0 },
        { exists: true },
        { ne: "x", exists: true },
      ])
        expect(holds({ field, ...test })).toBe(false);
    },
  );
});

describe("events", () => {
  it.each([
    [{ ...clicked }, true],
    [{ ...clicked, atLeast: 4 }, true],
    [{ ...clicked, atLeast: 5 }, false],
    [{ ...clicked, within: "P3D" }, true],
    [{ ...clicked, within: "P3D", atLeast: 2 }, true],
    [{ ...clicked, within: "P2D", atLeast: 2 }, false],
    [{ ...clicked, within: "PT12H" }, false],
    [{ event: "mail.clicked" }, false],
    [{ event: "mail.clicked", template: "price-2" }, false],
  ])("%j: %s", (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it("asks the record for each fact once, with the most times that any condition needs", () => {
    expect(
      watchesIn([
        { any: [{ ...clicked, atLeast: 3, within: "P7D" }, { not: { ...clicked, atLeast: 2 } }] },
        { event: "form.submitted", source: "demo" },
        { field: "fit", gt: 1 },
      ]),
    ).toEqual([
      { key: "mail.clicked|template=price-1", event: "mail.clicked", template: "price-1", keep: 3 },
      { key: "form.submitted|source=demo", event: "form.submitted", source: "demo", keep: 1 },
    ]);
  });

  it("gives different questions different keys", () => {
    const part = fc.option(fc.constantFrom("a", "b", "a|b", "%7C", "a|name=b", "|", "%"), { nil: undefined });
    const question = fc.record({
      event: fc.constantFrom("e", "e|template=a"),
      template: part,
      source: part,
      name: part,
    });
    fc.assert(
      fc.property(question, question, (left, right) => {
        expect(watchKey(left) === watchKey(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
  });

  it.each([
    [{ event: "mail.clicked" }, { type: "mail.clicked", template: "price-1" }, true],
    [{ event: "mail.clicked", template: "price-1" }, { type: "mail.clicked", template: "price-1" }, true],
    [{ event: "mail.clicked", template: "price-2" }, { type: "mail.clicked", template: "price-1" }, false],
    [{ event: "form.submitted", source: "demo" }, { type: "form.submitted", source: "demo" }, true],
    [{ event: "pricing_viewed" }, { type: "event.tracked", name: "pricing_viewed" }, true],
    [{ event: "event.tracked", name: "pricing_viewed" }, { type: "event.tracked", name: "pricing_viewed" }, true],
    [{ event: "pricing_viewed" }, { type: "form.submitted", name: "pricing_viewed" }, false],
  ])("%j counts %j: %s", (watch, occurrence, expected) => {
    expect(matches(watch, { at: now, properties: {}, ...occurrence })).toBe(expected);
  });

  it("finds every number that the score is compared with", () => {
    const found = thresholdsIn([
      { all: [{ field: "score", gte: 70 }, { not: { field: "score", lt: 40 } }] },
      { field: "score", in: [1, 70] },
      { field: "fit", gte: 10 },
    ]);
    expect(found).toEqual([1, 40, 70]);
  });
});

const fields = fc.constantFrom("email", "tags", "score", "owner", "attributes.employees", "deal.reason", "event.url");
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fields, eq: fc.oneof(fc.string(), fc.integer(), fc.boolean()) }),
  fc.record({ field: fields, gte: fc.integer() }),
  fc.record({ field: fields, exists: fc.boolean() }),
  fc.record({ event: fc.constant("mail.clicked"), template: fc.constantFrom("price-1", "price-2") }),
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ all: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
}));

describe("all, any, not", () => {
  it("not turns any answer around, and all and any are each other's mirror", () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        expect(evaluate({ not: a }, subject)).toBe(!evaluate(a, subject));
        expect(evaluate({ all: [a, b] }, subject)).toBe(!evaluate({ any: [{ not: a }, { not: b }] }, subject));
      }),
    );
  });
});

describe("problems", () => {
  it.each([
    [{ field: "scroe", gte: 3 }, "field", 'There is no field "scroe". Did you mean "score"?'],
    [{ field: "employees", gte: 3 }, "field", "attributes.employees"],
    [{ field: "attribute.size", gte: 3 }, "field", 'Did you mean "attributes"?'],
    [{ field: "families", gte: 3 }, "field", "families.mail"],
    [{ field: "tags", gt: 3 }, "gt", "can never hold"],
    [{ field: "email", lte: 3 }, "lte", "can never hold"],
    [{ field: "score", contains: "7" }, "contains", "is a number"],
    [{ field: "score", eq: "high" }, "eq", "is a number"],
    [{ field: "tags", in: [] }, "in", "empty"],
    [{ field: "stage", eq: "insidesales" }, "eq", 'Did you mean "insideSales"?'],
    [{ field: "consent", in: ["optIn", "optin"] }, "in.1", 'Did you mean "optIn"?'],
    [{ field: "score", gt: 5, lt: 3 }, "gt", "No number lies between"],
    [{ field: "owner", exists: false, eq: "x" }, "exists", "no value"],
    [{ field: "deal.reasn", eq: "price" }, "field", 'Did you mean "reason"?'],
    [{ event: "mail.click" }, "event", 'Did you mean "mail.clicked"?'],
    [{ event: "form.submitted", template: "x" }, "template", "Only mail"],
    [{ event: "mail.clicked", within: "PT0S" }, "within", "No time"],
    [{ event: "mail.clicked", within: "P99Y" }, "within", "ten years"],
  ])("%j is refused at %s", (condition, path, message) => {
    const problems = problemsIn(Condition.parse({ all: [{ not: condition }] }), "exits.0.when");
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toBe(`exits.0.when.all.0.not.${path}`);
    expect(problems[0]?.message).toContain(message);
  });

  it("finds nothing wrong with conditions that make sense", () => {
    for (const condition of [
      { field: "attributes.anything", contains: "x" },
      { field: "score", gte: 10, lte: 10 },
      { field: "event.chips.interest", eq: true },
      { event: "pricing_viewed", atLeast: 3, within: "P7D" },
    ])
      expect(problemsIn(condition, "")).toEqual([]);
  });
});
