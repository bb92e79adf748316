import { queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Definition, Fault, StepKind } from "./definition.ts";
import type { Population } from "./launch.ts";
import type { Learned } from "./report.ts";
import type { Words } from "./workspace.ts";

export type WorkflowState = "draft" | "running" | "paused";

export type WorkflowSummary = {
  id: string;
  name: Words;
  state: WorkflowState;
  version?: number;
  inside: number;
  problems: number;
  /** Hand-offs of its people in the last 30 days. */
  handOffs30?: number;
  hypothesis?: Learned;
};

export const workflowsQuery = queryOptions({
  queryKey: ["workflows"],
  queryFn: ({ signal }) => api.get<Page<WorkflowSummary>>("/v1/workflows", signal),
  refetchInterval: 5_000,
});

export type Workflow = {
  id: string;
  name: Words;
  state: WorkflowState;
  version?: number;
  inside?: number;
  draft?: Definition;
  published?: Definition;
  problems: Fault[];
  warnings?: Fault[];
  /** Names the stored draft's content. */
  tag?: string;
};

export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id],
    queryFn: ({ signal }) => api.get<Workflow>(`/v1/workflows/${encodeURIComponent(id)}`, signal),
  });

export const pause = (id: string) => api.post<unknown>(`/v1/workflows/${encodeURIComponent(id)}/pause`);

export const resume = (id: string) => api.post<unknown>(`/v1/workflows/${encodeURIComponent(id)}/resume`);

export const at = (id: string, rest = "") => `/v1/workflows/${encodeURIComponent(id)}${rest}`;

/** `draft` is absent where the shape is wrong: then nothing was stored. */
export type Saved = { id: string; draft?: Definition; problems: Fault[]; warnings: Fault[]; tag?: string };

/** `seen` = tag of the draft that was changed: over another one it is refused (409, `edited`). */
export const saveDraft = (id: string, definition: Definition, seen: string | undefined, keepalive = false) =>
  api.put<Saved>(at(id), definition, seen === undefined ? {} : { "if-match": seen }, keepalive);

export type StepRef = { id: string; kind: StepKind; path: string };

export type Standing = { leadId: string; since: string; name?: string; company?: string };

export const standingQuery = (id: string, step: string, version: number) =>
  queryOptions({
    queryKey: ["workflow", id, "steps", step, version],
    queryFn: ({ signal }) =>
      api.get<Page<Standing>>(
        withParams(at(id, `/steps/${encodeURIComponent(step)}/leads`), { version, limit: 5 }),
        signal,
      ),
    refetchInterval: 10_000,
  });

export type Starter = {
  id: string;
  name: Words;
  about: Words;
  needs: Words;
  mails: number;
  population?: Population;
};

export const startersQuery = queryOptions({
  queryKey: ["starters"],
  queryFn: ({ signal }) => api.get<Page<Starter> & { site: string }>("/v1/starters", signal),
  staleTime: 30_000,
});

export const beginWith = (id: string, body: { site: string; language: "ja" | "en" }) =>
  api.post<{ id: string }>(`/v1/starters/${encodeURIComponent(id)}`, body);
