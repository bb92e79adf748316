import { queryOptions } from "@tanstack/react-query";
import { api, withParams } from "../api.ts";
import type { Words } from "./workspace.ts";

export type Kind = "leads" | "deals";
export const bases = ["businessCard", "optIn", "businessRelationship", "publishedAddress", "none"] as const;
export type Basis = (typeof bases)[number];

export type Column = { header: string; target?: string; samples: string[]; filled: number };
export type Rejected = { line: number; reason: string; fault: string };
export type FileSurvey = {
  encoding: string;
  rows: number;
  columns: Column[];
  remembered: boolean;
  /** The very same file was taken in before. */
  before?: { job: string; at: string };
  rejected: Rejected[];
  faults: Record<string, number>;
};
export type LeadSurvey = {
  file: FileSurvey;
  people: number;
  repeated: number;
  looked: number;
  created: number;
  known: number;
  erased: number;
  optedOut: number;
  companies: number;
  joins: { names: string[] }[];
  workflows: { id: string; name?: Words }[];
  samples: { email: string; name?: string; company?: { name: string }; optedOut: boolean }[];
};
export type Reason = {
  reason: string;
  written: string[];
  deals: number;
  people: number;
  workflow?: string;
  after?: string;
};
export type Excluded = { why: string; deals: number; companies: { name: string; deals: number }[]; more: number };
export type DealSurvey = {
  file: FileSurvey;
  deals: { open: number; won: number; lost: number };
  stages: { written: string; state: "open" | "won" | "lost"; deals: number }[];
  reasons: Reason[];
  looked: number;
  /** `isChance`: a split decides anew for whoever is not there yet. */
  begins: { deals: number; people: number; isChance: boolean };
  several: number;
  others: Excluded[];
  mails: { at: string; people: number }[];
  /** `turns`: hold-outs take one as well. */
  past: { people: number; turns: number; newestAt?: string };
  joins: { names: string[]; state: "customer" | "open" | "none" }[];
  known: number;
};
export type Surveys = { leads: LeadSurvey; deals: DealSurvey };

export type Start = "once" | "spread" | "later";
/** `columns`: what was said of columns, null = leave out. `workflows`: lost reason → workflow, null = none. */
export type Choices = {
  consent?: Basis | undefined;
  list?: string | undefined;
  columns?: Record<string, string | null> | undefined;
  start?: Start | undefined;
  perDay?: number | undefined;
  workflows?: Record<string, string | null> | undefined;
};

const path = (kind: Kind, file: string, { columns, workflows, ...rest }: Choices, dryRun?: "true"): string =>
  withParams(`/v1/${kind}/import`, {
    ...rest,
    file,
    columns: columns === undefined ? undefined : JSON.stringify(columns),
    workflows: workflows === undefined ? undefined : JSON.stringify(workflows),
    dryRun,
  });

/** What would happen; nothing is stored. `packed` = the file as gzip. */
export const survey = <K extends Kind>(kind: K, packed: Blob, file: string, choices: Choices) =>
  api.post<Surveys[K]>(path(kind, file, choices, "true"), packed);
export const begin = (kind: Kind, packed: Blob, file: string, choices: Choices) =>
  api.post<{ job: string }>(path(kind, file, choices), packed);

export type ImportJob = {
  id: string;
  kind: Kind | "undo";
  state: "running" | "done" | "failed";
  done: number;
  total: number;
  createdAt: string;
  error?: string;
  report: {
    created: number;
    merged: number;
    rejected: Rejected[];
    faults: Record<string, number>;
    heldBack: number;
    noConsent: number;
  };
  list?: string;
  file?: string;
  consent?: Basis;
  /** People who have a turn to begin. */
  started?: number;
  undo?: ImportJob;
  kept?: number;
};
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => api.get<ImportJob>(`/v1/jobs/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.state === "running" || data?.undo?.state === "running" ? 700 : 10_000,
  });
export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: async ({ signal }) => {
    const { items } = await api.get<{ items: ImportJob[] }>("/v1/jobs?limit=50", signal);
    return items.filter(({ kind }) => kind === "leads" || kind === "deals");
  },
});
export const takeBack = (id: string) => api.post<{ job: string }>(`/v1/jobs/${encodeURIComponent(id)}/undo`);
export const badRowsAt = (id: string): string => `/v1/jobs/${encodeURIComponent(id)}/badRows`;
