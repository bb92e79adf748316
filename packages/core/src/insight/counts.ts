import type { Fact, FactOf } from "../leads/entry.ts";
import type { Outcome } from "../leads/lead.ts";
import type { Instant } from "../world/world.ts";

/** What a report counts, per workflow version and day: `<step>|<what>`, or `|entered`, `|left|<reason>`, `|arm|<step>|<arm>`. */
export type Count = {
  workflow: string;
  version: number;
  name: string;
  n: number;
  /** The moment whose day it counts under, where that is not the entry's: outcomes count with those who came in together. */
  at?: Instant;
};

/** What a fact adds to the counters. A report is the sum over days, so it equals the entries (guarantee 10). */
export const countsOf = (fact: Fact): Count[] => {
  switch (fact.type) {
    case "enrolment.entered":
      return [of(fact, "|entered"), ...cohort(fact)];
    case "enrolment.left":
      return fact.version === 0 ? [] : [of(fact, `|left|${fact.reason}`), of(fact, `${fact.step}|out`)];
    case "step.reached":
      return [of(fact, `${fact.step}|in`), ...(fact.from === "" ? [] : [of(fact, `${fact.from}|out`)])];
    case "enrolment.migrated":
      return [
        of(fact, `${fact.step}|in`),
        { ...of(fact, `|left|moved to v${fact.version}`), version: fact.from },
        ...(fact.fromStep === undefined ? [] : [{ ...of(fact, `${fact.fromStep}|out`), version: fact.from }]),
      ];
    case "split.taken":
      return [
        of(fact, `|arm|${fact.step}|${fact.arm}`),
        ...(fact.enteredAt === undefined ? [] : [{ ...of(fact, armTried(fact.step, fact.arm)), at: fact.enteredAt }]),
      ];
    case "outcome.reached":
      return came(fact);
    case "goal.reached":
      return [of(fact, `${fact.step}|goal`)];
    case "mail.sent":
      return [of(fact, `${fact.step}|sent`), of(fact, ofMail("mails", fact))];
    case "mail.refused":
      return [of(fact, `${fact.step}|refused`), of(fact, `${fact.step}|refused|${fact.reason}`)];
    case "mail.failed":
      return [of(fact, `${fact.step}|failed`)];
    case "mail.delivered":
      return [of(fact, `${fact.step}|delivered`)];
    case "mail.clicked":
      if (fact.verdict === "machine")
        return [of(fact, `${fact.step}|machineClicks`), of(fact, ofMail("machines", fact))];
      return [
        of(fact, `${fact.step}|clicked`),
        of(fact, `${ofMail("links", fact)}|${fact.link}`),
        ...(fact.first ? [of(fact, `${fact.step}|clickers`), of(fact, ofMail("clickers", fact))] : []),
      ];
    case "mail.bounced":
      return [of(fact, `${fact.step}|bounced`)];
    case "handoff.opened":
      return fact.workflow === undefined || fact.version === undefined
        ? []
        : [{ workflow: fact.workflow, version: fact.version, name: `${fact.step ?? ""}|handedOff`, n: 1 }];
    default:
      return [];
  }
};

const of = ({ workflow, version }: { workflow: string; version: number }, name: string): Count => ({
  workflow,
  version,
  name,
  n: 1,
});

/** Those of whom outcomes are known, under the day on which they came in. */
const cohort = (fact: FactOf<"enrolment.entered">): Count[] =>
  fact.trial === undefined ? [] : [of(fact, fact.trial.whom === false ? "|tried|others" : "|tried|whom")];

const came = (fact: FactOf<"outcome.reached">): Count[] => {
  const { what, step, enteredAt: at, inTime, whom, arms = {} } = fact;
  const group = whom === false ? "others" : "whom";
  return [
    ...(stepCounts[what] === undefined ? [] : [of(fact, `${step}|${stepCounts[what]}`)]),
    ...(inTime ? [{ ...of(fact, `|inTime|${group}|${what}`), at }] : []),
    ...(inTime
      ? Object.entries(arms).map(([split, arm]) => ({ ...of(fact, `${armTried(split, arm)}|${what}`), at }))
      : []),
  ];
};
/** What came of those who stood at a step, whatever led to it: a line that was crossed, or the step itself. */
const stepCounts: Partial<Record<Outcome, string>> = { handedOff: "handOffs", meeting: "meeting", won: "won" };

/** An arm of a split; names may hold anything but the bar. */
export const armTried = (split: string, arm: string): string => `|tried|arm|${split}|${arm.replaceAll("|", "/")}`;

/** Of a mail's version, whatever step sent it: `|mails|<template>|<version>`, `|links|<template>|<version>|<link>` … */
const ofMail = (
  what: "mails" | "machines" | "links" | "clickers",
  mail: { template: string; templateVersion: number },
) => `|${what}|${mail.template}|${mail.templateVersion}`;

export type StepReport = {
  id: string;
  waiting: number;
  entered: number;
  sent: number;
  refused: number;
  failed: number;
  delivered: number;
  clicked: number;
  bounced: number;
  handedOff: number;
  /** Of the refused ones: reason → mails. */
  refusedBy: Record<string, number>;
  /** People who clicked; `clicked` counts their clicks. */
  clickers: number;
  /** People handed over while they stood here, or after they left here; `handedOff` = by this very step. */
  handOffs: number;
  /** Deals of those who stood here, or left here, within 180 days of coming in. */
  meetings: number;
  won: number;
};
export type VersionReport = {
  version: number;
  entered: number;
  left: Record<string, number>;
  arms: Record<string, Record<string, number>>;
  steps: StepReport[];
};

/** The report of one version from its summed counters; `steps` in the order of the document. */
export const reportOf = (version: number, n: Record<string, number>, steps: string[]): VersionReport => {
  const count = (name: string): number => n[name] ?? 0;
  const left: Record<string, number> = {};
  const arms: Record<string, Record<string, number>> = {};
  for (const [name, value] of Object.entries(n)) {
    const [, kind, key = "", arm = ""] = name.startsWith("|") ? name.split("|") : [];
    if (kind === "left") left[key] = (left[key] ?? 0) + value;
    if (kind === "arm") arms[key] = { ...arms[key], [arm]: value };
  }
  return {
    version,
    entered: count("|entered"),
    left,
    arms,
    steps: steps.map((id) => ({
      id,
      waiting: count(`${id}|in`) - count(`${id}|out`),
      entered: count(`${id}|in`),
      sent: count(`${id}|sent`),
      refused: count(`${id}|refused`),
      failed: count(`${id}|failed`),
      delivered: count(`${id}|delivered`),
      clicked: count(`${id}|clicked`),
      bounced: count(`${id}|bounced`),
      handedOff: count(`${id}|handedOff`),
      refusedBy: under(n, `${id}|refused|`),
      clickers: count(`${id}|clickers`),
      handOffs: count(`${id}|handOffs`),
      meetings: count(`${id}|meeting`),
      won: count(`${id}|won`),
    })),
  };
};

const under = (n: Record<string, number>, start: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(n).flatMap(([name, value]) => (name.startsWith(start) ? [[name.slice(start.length), value]] : [])),
  );
