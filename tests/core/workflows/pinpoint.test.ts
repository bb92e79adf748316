import { readFileSync } from "node:fs";
import { compile } from "@rekindle/core/workflows/compile";
import type { Definition, Step } from "@rekindle/core/workflows/definition";
import type { Graph } from "@rekindle/core/workflows/graph";
import { type Conversion, fromPinpoint } from "@rekindle/core/workflows/pinpoint";
import { read, toYaml } from "@rekindle/core/workflows/read";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../samples/pinpoint/${name}.json`, import.meta.url), "utf8"));

const made = (conversion: Conversion) => {
  if ("problems" in conversion) throw new Error(JSON.stringify(conversion.problems));
  return conversion;
};

/** It compiles, and survives being written down and read again. */
const graphOf = (definition: Definition): Graph => {
  const { graph, problems } = compile("from-pinpoint", 1, definition);
  if (graph === undefined) throw new Error(JSON.stringify(problems));
  expect(read(toYaml(definition), "yaml")).toEqual({ status: "ok", definition });
  return graph;
};

describe("a journey by a segment", () => {
  const { definition, missing } = made(fromPinpoint(sample("reactivation"), { segments: sample("segments") }));

  test("becomes a draft that compiles, in the order of the journey", () => {
    graphOf(definition);
    expect(definition.name).toBe("失注リード再活性化");
    expect(outline(definition.steps)).toEqual([
      "email reactivate-hello",
      "wait P3D",
      "split in:90 holdout:10",
      "wait P1D",
      "branch",
      ["email case-study"],
      ["email reactivate-again"],
      "branch",
      ["email large-companies"],
      [],
      "wait 2025-09-01 09:30",
      "email seminar",
    ]);
  });

  test("its conditions ask for the mail, the attributes and the segment", () => {
    const [clicked, which] = definition.steps.filter((step) => step.kind === "branch");
    expect(clicked?.paths[0]?.when).toEqual({ event: "mail.clicked", template: "reactivate-hello" });
    expect(which?.paths.map(({ when }) => when)).toEqual([
      {
        all: [
          { field: "attributes.industry", in: ["製造業", "建設業"] },
          { field: "attributes.employees", gte: 300 },
        ],
      },
      {
        all: [
          { field: "lists", eq: "Expo 2025" },
          {
            any: [
              { field: "attributes.prefecture", contains: "東京" },
              { field: "attributes.phone", eq: "yes" },
            ],
          },
        ],
      },
    ]);
  });

  test("never mails at a time at which Pinpoint would not", () => {
    expect(definition.window).toEqual({
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "09:00",
      to: "18:00",
      holidays: "skip",
    });
    expect(definition.cap).toEqual({ perDay: 1 });
    expect(definition.entry).toEqual({ reentry: { after: "P180D" } });
    expect(definition.triggers).toEqual([{ kind: "list", list: "Expo 2025" }]);
  });

  test("says of everything without an equivalent where it stands and what to do instead", () => {
    expect(missing.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "Activities.aHello1.EMAIL.MessageConfig.FromAddress",
        "Activities.aHello1.EMAIL.TemplateVersion",
        "Activities.aText1.SMS",
        "Limits.TotalCap",
        "Limits.TimeframeCap",
        "Limits.MessagesPerSecond",
        "Schedule.StartTime",
        "Schedule.EndTime",
        "Schedule.Timezone",
        "OpenHours.EMAIL",
        "ClosedDays.EMAIL",
      ]),
    );
    for (const { path, what, instead } of missing)
      expect([path, what, instead].every((text) => text !== "")).toBe(true);
    expect(missing.find(({ path }) => path === "ClosedDays.EMAIL")?.what).toContain("夏季休業");
  });

  test("without its segments, a segment is the list of its id", () => {
    const alone = made(fromPinpoint(sample("reactivation"))).definition;
    expect(alone.triggers).toEqual([{ kind: "list", list: "f0a1b2c3d4e5f60718293a4b5c6d7e8f" }]);
    graphOf(alone);
  });
});

describe("a journey by an event", () => {
  const { definition, missing } = made(fromPinpoint(sample("onboarding")));

  test("paths that cross stand twice, a loop ends, and both are said", () => {
    graphOf(definition);
    expect(outline(definition.steps)).toEqual([
      "split a:50 b:30 c:20",
      ["email welcome-short", "email tips", "exit finished"],
      ["email welcome-long"],
      ["webhook https://hooks.example.com/trial"],
      "wait PT36H",
      "branch",
      ["email tips"],
      ["notify inside-sales"],
    ]);
    const said = missing.map(({ path, what }) => `${path}: ${what}`);
    expect(said).toContain("Activities.push1: The way back to mailA");
    expect(said).toContain("Activities.push1.PUSH: A message by PUSH");
    expect(said).toContain("Activities.tips: Paths that cross and meet here");
  });

  test("comes in by its own event, once", () => {
    expect(definition.triggers).toEqual([{ kind: "event", name: "trial_started" }]);
    expect(definition.entry).toEqual({
      when: { field: "lists", eq: "5e4d3c2b1a0f4e8d9c7b6a5f4e3d2c1b" },
      reentry: "never",
    });
    expect(definition.cap).toBeUndefined();
  });
});

test("what is no journey is refused with the place of the fault", () => {
  const refused = fromPinpoint({ Activities: { a: { Wait: { WaitTime: { WaitFor: 3 } } } } });
  expect(refused).toEqual({ problems: [{ path: "Activities.a.Wait.WaitTime.WaitFor", message: expect.any(String) }] });
  for (const other of [null, 7, "journey", []]) expect(fromPinpoint(other)).toHaveProperty("problems");
});

test("a journey without anything is a draft that ends at once", () => {
  const { definition, missing } = made(fromPinpoint({ Name: "empty" }));
  graphOf(definition);
  expect(missing.map(({ path }) => path)).toEqual(["StartActivity", "StartCondition"]);
});

test("a condition that cannot be asked sends nobody its way", () => {
  const { definition, missing } = made(
    fromPinpoint({
      StartActivity: "c",
      Activities: {
        c: {
          ConditionalSplit: {
            Condition: {
              Operator: "ALL",
              Conditions: [
                { EventCondition: { Dimensions: { EventType: { Values: ["_SMS.SUCCESS"] } } } },
                { segmentDimensions: { Demographic: { Platform: { Values: ["iOS"] } } } },
              ],
            },
            TrueActivity: "m",
          },
        },
        m: { EMAIL: { TemplateName: "m" } },
      },
    }),
  );
  graphOf(definition);
  const [branch] = definition.steps;
  expect(branch).toMatchObject({ paths: [{ when: { field: "tags", eq: "pinpoint-c-1" } }] });
  expect(missing.map(({ instead }) => instead).join()).toContain("pinpoint-c-1");
});

test("whatever way somebody takes, the same mails go in the same order as in the journey", () => {
  return fc.assert(
    fc.asyncProperty(
      journeys,
      fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }),
      async ({ journey, next }, choices) => {
        const graph = graphOf(made(fromPinpoint(journey)).definition);
        expect(mailsByGraph(graph, choices)).toEqual(mailsByJourney(next, choices));
      },
    ),
    { numRuns: 150 },
  );
});

/** Activities lead forwards only: `next` = where each of them leads. An odd one is a mail, an even one parts two or three ways. */
const journeys = fc
  .array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 9 })
  .map((rows) => {
    const to = (from: number, step: number) => (from + 1 + step < rows.length ? from + 1 + step : undefined);
    const next = rows.map(([a, b, c, parts, three], from) =>
      parts ? [to(from, a), to(from, b), ...(three ? [to(from, c)] : [])] : [to(from, a)],
    );
    const id = (n: number | undefined) => (n === undefined ? {} : { NextActivity: `a${n}` });
    const activities = next.map((ways, from) => [
      `a${from}`,
      ways.length === 1
        ? { EMAIL: { TemplateName: `t${from}`, ...id(ways[0]) } }
        : {
            MultiCondition: {
              Branches: ways.slice(0, -1).map((way, n) => ({
                Condition: { segmentDimensions: { Attributes: { [`q${from}-${n}`]: { Values: ["yes"] } } } },
                ...id(way),
              })),
              ...(ways.at(-1) === undefined ? {} : { DefaultActivity: `a${ways.at(-1)}` }),
            },
          },
    ]);
    return { journey: { StartActivity: "a0", Activities: Object.fromEntries(activities) }, next };
  });

/** Which of its ways is taken at activity n is `choices[n]`, the same in both walks. */
const mailsByJourney = (next: (number | undefined)[][], choices: number[]): string[] => {
  const mails: string[] = [];
  for (let at: number | undefined = 0; at !== undefined; ) {
    const ways: (number | undefined)[] = next[at] ?? [];
    if (ways.length === 1) mails.push(`t${at}`);
    at = ways[(choices[at] ?? 0) % ways.length];
  }
  return mails;
};

const mailsByGraph = (graph: Graph, choices: number[]): string[] => {
  const mails: string[] = [];
  for (let at: string | undefined = graph.start; at !== undefined; ) {
    const node: Graph["nodes"][string] | undefined = graph.nodes[at];
    if (node?.kind === "email") mails.push(node.template);
    if (node?.kind === "branch") {
      const activity: number = Number(/q(\d+)-/.exec(JSON.stringify(node.paths[0]?.when))?.[1]);
      const taken: number = (choices[activity] ?? 0) % (node.paths.length + 1);
      at = taken < node.paths.length ? node.paths[taken]?.next : node.else;
    } else at = node !== undefined && "next" in node ? node.next : undefined;
  }
  return mails;
};

type Outline = (string | Outline)[];
const outline = (steps: Step[]): Outline =>
  steps.flatMap((step): Outline => {
    switch (step.kind) {
      case "email":
        return [`email ${step.template}`];
      case "wait":
        return [
          `wait ${step.for ?? (step.until !== undefined && "date" in step.until ? `${step.until.date} ${step.until.at}` : "")}`,
        ];
      case "split":
        return [
          `split ${step.arms.map(({ name, weight }) => `${name}:${weight}`).join(" ")}`,
          ...step.arms.flatMap((arm) => (arm.steps === undefined ? [] : [outline(arm.steps)])),
        ];
      case "branch":
        return [
          "branch",
          ...step.paths.map((path) => outline(path.steps)),
          ...(step.else === undefined ? [] : [outline(step.else)]),
        ];
      case "webhook":
        return [`webhook ${step.url}`];
      case "notify":
        return [`notify ${step.channel}`];
      case "exit":
        return [`exit ${step.reason}`];
      default:
        return [step.kind];
    }
  });
