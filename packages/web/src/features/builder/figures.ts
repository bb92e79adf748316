import type { Definition } from "../../api/definition.ts";
import type { StepFigures, VersionReport } from "../../api/report.ts";
import { listsOf, placesOf } from "./document/places.ts";

/** What the running version says of each step, and how many took each way. */
export type Figures = {
  version: number;
  entered: number;
  step: ReadonlyMap<string, StepFigures>;
  /** `step key` → people; unknown ways are missing. */
  ways: ReadonlyMap<string, number>;
};

export const figuresOf = (
  report: VersionReport | undefined,
  definition: Definition | undefined,
): Figures | undefined => {
  if (report === undefined || definition === undefined) return undefined;
  const step = new Map(report.steps.map((one) => [one.id, one]));
  return { version: report.version, entered: report.entered, step, ways: waysOf(report, step, definition) };
};

/** A way's people are those who came to its first step; of one empty way, those who are missing elsewhere. */
const waysOf = (
  { arms }: VersionReport,
  figures: ReadonlyMap<string, StepFigures>,
  definition: Definition,
): Map<string, number> => {
  const ways = new Map<string, number>();
  for (const { step, id } of placesOf(definition)) {
    const lists = listsOf(step);
    if (lists.length === 0) continue;
    const counted = lists.map(({ key, steps }, n) => {
      if (step.kind === "split")
        return { key, people: arms?.[id]?.[step.arms[n]?.name ?? ""] ?? firstOf(steps, figures) };
      return { key, people: firstOf(steps, figures) };
    });
    const unknown = counted.filter(({ people }) => people === undefined);
    const { entered = 0, waiting = 0 } = figures.get(id) ?? {};
    const known = counted.reduce((sum, { people }) => sum + (people ?? 0), 0);
    for (const { key, people } of counted)
      if (people !== undefined) ways.set(`${id} ${key}`, people);
      else if (unknown.length === 1 && figures.has(id))
        ways.set(`${id} ${key}`, Math.max(0, entered - waiting - known));
  }
  return ways;
};

const firstOf = (steps: { id?: string }[], figures: ReadonlyMap<string, StepFigures>): number | undefined =>
  figures.get(steps[0]?.id ?? "")?.entered;
