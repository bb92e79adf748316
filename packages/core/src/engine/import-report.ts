import type { RowFault } from "../leads/row-fault.ts";
import type { Report } from "./job.ts";

/** A report names so many lines of a kind and counts the others: it is read as a whole. */
const MOST_NAMED = 1_000;

export const reject = (
  report: Report,
  { line, reason, fault }: { line: number; reason: string; fault: RowFault },
): void => {
  report.faults[fault] = (report.faults[fault] ?? 0) + 1;
  if (report.rejected.length < MOST_NAMED) report.rejected.push({ line, reason, fault });
};

export const name = (lines: number[], line: number): void => {
  if (lines.length < MOST_NAMED) lines.push(line);
};

/** Rows that are dealt with. */
export const counted = ({ created, merged, faults }: Report): number =>
  created + merged + Object.values(faults).reduce((sum, n) => sum + n, 0);
