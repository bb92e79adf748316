import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../api.ts";
import type { Words } from "./workspace.ts";

export type WorkflowState = "draft" | "running" | "paused";
export type WorkflowSummary = {
  id: string;
  name: Words;
  state: WorkflowState;
  version?: number;
  inside: number;
  problems: number;
};
export const workflowsQuery = queryOptions({
  queryKey: ["workflows"],
  queryFn: ({ signal }) => api.get<Page<WorkflowSummary>>("/v1/workflows", signal),
  refetchInterval: 5_000,
});

/** Conditions and steps as they were written (contract.md, "A workflow"); `describe.ts` puts them into words. */
export type Condition = {
  all?: Condition[];
  any?: Condition[];
  not?: Condition;
  field?: string;
  event?: string;
  template?: string;
  source?: string;
  name?: string;
  atLeast?: number;
  within?: string;
  eq?: Scalar;
  ne?: Scalar;
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
  in?: Scalar[];
  contains?: Scalar;
  exists?: boolean;
};
type Scalar = string | number | boolean;

type StepBase = { id?: string; label?: Words };
export type Step = StepBase &
  (
    | { kind: "email"; template: string; onRefused?: "defer" | "skip" | "leave" }
    | {
        kind: "wait";
        for?: string;
        businessDays?: number;
        until?: { weekday?: string; at?: string; field?: string; offset?: string };
      }
    | { kind: "waitUntil"; when: Condition; max: string; then?: Step[]; timeout?: Step[] }
    | { kind: "branch"; paths: { when: Condition; label?: Words; steps: Step[] }[]; else?: Step[] }
    | { kind: "split"; arms: { name: string; weight: number; holdout?: boolean; steps?: Step[] }[] }
    | { kind: "score"; signal: string; points: number; family: string }
    | {
        kind: "update";
        set: {
          attributes?: Record<string, Scalar>;
          tags?: { add?: string[]; remove?: string[] };
          stage?: string;
        };
      }
    | { kind: "notify"; channel: string; text: string }
    | { kind: "webhook"; url: string }
    | { kind: "handOff"; note?: string }
    | { kind: "enrol"; workflow: string }
    | { kind: "leave"; workflow: string }
    | { kind: "goal"; when: Condition; name?: string }
    | { kind: "exit"; reason: string }
  );
export type StepKind = Step["kind"];

export type Trigger = {
  kind: string;
  source?: string;
  name?: string;
  reasons?: string[];
  after?: string;
  is?: string;
  when?: Condition;
  for?: string;
  list?: string;
  field?: string;
  offset?: string;
};
export type Definition = {
  name: Words;
  hypothesis?: { whom?: string; belief?: string; reaction?: string; share?: number; within?: string };
  triggers?: Trigger[];
  entry?: { when?: Condition; reentry?: "never" | "always" | { after: string } };
  exits?: { when: Condition; reason: string }[];
  window?: { days: string[]; from: string; to: string; holidays?: "skip" | "send" };
  steps: Step[];
};
export type Workflow = {
  id: string;
  name: Words;
  state: WorkflowState;
  version?: number;
  draft?: Definition;
  published?: Definition;
  problems: { path: string; message: string }[];
};
export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id],
    queryFn: ({ signal }) => api.get<Workflow>(`/v1/workflows/${encodeURIComponent(id)}`, signal),
  });

export type StepFigures = {
  id: string;
  waiting?: number;
  entered?: number;
  sent?: number;
  refused?: number;
  delivered?: number;
  clicked?: number;
  handedOff?: number;
};
export type VersionReport = {
  version: number;
  entered: number;
  left: Record<string, number>;
  steps: StepFigures[];
};
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "report"],
    queryFn: ({ signal }) =>
      api.get<{ versions: VersionReport[] }>(`/v1/workflows/${encodeURIComponent(id)}/report`, signal),
    refetchInterval: 5_000,
  });

export const pause = (id: string) => api.post<unknown>(`/v1/workflows/${encodeURIComponent(id)}/pause`);
export const resume = (id: string) => api.post<unknown>(`/v1/workflows/${encodeURIComponent(id)}/resume`);
