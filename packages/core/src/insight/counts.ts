import type { Fact } from "../leads/entry.ts";

/** What a report counts, per workflow version and day: `<step>|<what>`, or `|entered`, `|left|<reason>`, `|arm|<step>|<arm>`. */
export type Count = { workflow: string; version: number; name: string; n: number };

/** What a fact adds to the counters. A report is the sum over days, so it equals the entries (guarantee 10). */
export const countsOf = (fact: Fact): Count[] => {
  switch (fact.type) {
    case "enrolment.entered":
      return [of(fact, "|entered")];
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
      return [of(fact, `|arm|${fact.step}|${fact.arm}`)];
    case "goal.reached":
      return [of(fact, `${fact.step}|goal`)];
    case "mail.sent":
      return [of(fact, `${fact.step}|sent`)];
    case "mail.refused":
      return [of(fact, `${fact.step}|refused`)];
    case "mail.failed":
      return [of(fact, `${fact.step}|failed`)];
    case "mail.delivered":
      return [of(fact, `${fact.step}|delivered`)];
    case "mail.clicked":
      return fact.verdict === "human" ? [of(fact, `${fact.step}|clicked`)] : [of(fact, `${fact.step}|machineClicks`)];
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
    })),
  };
};
