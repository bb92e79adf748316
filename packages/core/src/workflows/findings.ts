import { maxDays } from "../leads/problems.ts";
import { roughDays } from "../workspace/duration.ts";
import type { Problem } from "./graph.ts";
import { isDateField } from "./wait.ts";

/** What validation finds. Problems stop publishing, warnings do not. */
export type Judgement = { problems: Problem[]; warnings: Problem[] };
export type Finding = Problem & { warning?: true };

/** Findings divided into problems and warnings. */
export const sorted = (findings: Finding[]): Judgement => {
  const strip = ({ warning: _, ...problem }: Finding): Problem => problem;
  return {
    problems: findings.filter(({ warning }) => warning !== true).map(strip),
    warnings: findings.filter(({ warning }) => warning === true).map(strip),
  };
};

export const emptyFinding = (name: string, path: string): Finding[] =>
  name.trim() === "" ? [{ path, message: "Say which one" }] : [];

export const lengthFindings = (duration: string, path: string): Finding[] =>
  Math.abs(roughDays(duration)) > maxDays ? [{ path, message: "More than ten years" }] : [];

export const durationFindings = (duration: string, path: string): Finding[] =>
  roughDays(duration) === 0 ? [{ path, message: "No time at all" }] : lengthFindings(duration, path);

export const dateFieldFindings = (field: string, path: string): Finding[] =>
  isDateField(field)
    ? []
    : [{ path, message: `"${field}" is no date. Write attributes.<name>, createdAt, engagedAt or deal.closedAt` }];
