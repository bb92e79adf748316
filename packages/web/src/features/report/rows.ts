import type { Definition, Step } from "../../api/definition.ts";
import type { StepFigures } from "../../api/report.ts";

/** A step as a line of the table: how deep it stands, and by which way one comes to it. */
export type StepLine = { step: Step; depth: number; way: Way | undefined; figures: StepFigures };
export type Way =
  | { kind: "path"; index: number; step: Extract<Step, { kind: "branch" }> }
  | { kind: "else" | "met" | "timeout" }
  | { kind: "arm"; name: string; holdout: boolean };

/** The report's steps stand in the order of the document, a step before those inside it: so do these. */
export const linesOf = ({ steps }: Definition, figures: StepFigures[]): StepLine[] =>
  walk(steps, 0, undefined).flatMap((line, index) => {
    const found = figures[index];
    return found === undefined ? [] : [{ ...line, figures: found }];
  });

type Bare = Omit<StepLine, "figures">;
const walk = (steps: Step[], depth: number, way: Way | undefined): Bare[] =>
  steps.flatMap((step, n) => [{ step, depth, way: n === 0 ? way : undefined }, ...inside(step, depth + 1)]);

const inside = (step: Step, depth: number): Bare[] => {
  switch (step.kind) {
    case "waitUntil":
      return [
        ...walk(step.then ?? [], depth, { kind: "met" }),
        ...walk(step.timeout ?? [], depth, { kind: "timeout" }),
      ];
    case "branch":
      return [
        ...step.paths.flatMap((path, index) => walk(path.steps, depth, { kind: "path", index, step })),
        ...walk(step.else ?? [], depth, { kind: "else" }),
      ];
    case "split":
      return step.arms.flatMap(({ name, holdout = false, steps = [] }) =>
        walk(steps, depth, { kind: "arm", name, holdout }),
      );
    default:
      return [];
  }
};

/** Comma-separated, as spreadsheets read it: with the mark that tells them it is UTF-8. */
export const csvOf = (rows: (string | number)[][]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
/** A text that a spreadsheet would take for a formula is made a text. */
const cell = (value: string | number): string => {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
