import { api } from "../api.ts";
import type { Definition } from "./definition.ts";

export type Behaviour = { click: number; optOut: number; bounce: number; seed?: string };
export type Assumptions = {
  workflow: string;
  definition?: Definition;
  days: number;
  sample: number;
  among?: "now";
  behaviour: Behaviour;
  paths: number;
};

/** `date` is `YYYY-MM-DD` in the workspace's zone. */
export type PreviewDay = { date: string; sends: number; refused: number; handOffs: number; entered: number };
export const groups = ["handedOff", "heldBack", "reacted", "silent", "optedOut"] as const;
export type Group = (typeof groups)[number];
export type PathEntry = { at: string; step?: string; what: string; detail?: string; assumed: boolean };
export type Path = {
  leadId: string;
  outcome: string;
  group: Group;
  score: number;
  name?: string;
  company?: string;
  department?: string;
  entries: PathEntry[];
};
export type PreviewRun = {
  days: PreviewDay[];
  refusals: Record<string, number>;
  refusedEntry: Record<string, number>;
  synthetic: number;
  people: number;
  totals: { entered: number; clicked: number; optedOut: number; handedOff: number; refused: number };
  groups: Record<Group, number>;
  departments: Record<string, number>;
  frame: {
    quota: number;
    capacity: { total: number; reps: { id: string; name: string; perDay: number }[] };
    days: { off: boolean; others: { sends: number; handOffs: number } }[];
  };
  paths: Path[];
};

/** The real engine over leads from now on. Nothing is stored, nobody is mailed. */
export const runPreview = (assumptions: Assumptions) => api.post<PreviewRun>("/v1/simulate", assumptions);
