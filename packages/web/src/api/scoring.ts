import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Condition } from "./definition.ts";
import type { Line, Lines, Words } from "./workspace.ts";

export type Cap = { points: number; per: "day" | "week" };
export type SignalRule = {
  id: string;
  label?: Words;
  on: string;
  when?: Condition;
  points: number;
  family: string;
  cap?: Cap;
  handOff?: boolean;
};
export type FitRule = { id: string; label?: Words; when: Condition; points: number };
export type Family = { halfLifeDays?: number };
export type Model = {
  families: Record<string, Family>;
  signals: SignalRule[];
  fit: FitRule[];
  lines: Lines;
};

export const modelQuery = queryOptions({
  queryKey: ["scoring", "model"],
  queryFn: async ({ signal }) => {
    const { version, families, signals, fit, lines } = await api.get<Model & { version: number }>(
      "/v1/scoring",
      signal,
    );
    return { version, model: { families, signals, fit, lines } satisfies Model };
  },
});

export const departments = ["marketing", "sales"] as const;
export type Department = (typeof departments)[number];
export type SignOff = { department: Department; by: string; at: string };
/** `missing`: departments that must still agree to other lines; `stale`: another model was published since. */
export type Draft = {
  rev: number;
  model: Model;
  base: number;
  by?: string;
  updatedAt: string;
  stale: boolean;
  signedOff: SignOff[];
  missing: Department[];
};
type Drafted = { draft?: Draft };
export const draftQuery = queryOptions({
  queryKey: ["scoring", "draft"],
  queryFn: ({ signal }) => api.get<Drafted>("/v1/scoring/draft", signal),
});
export const saveDraft = (model: Model, rev: number, rebase = false) =>
  api.put<Drafted>("/v1/scoring/draft", { model, rev, rebase });
export const dropDraft = () => api.remove<unknown>("/v1/scoring/draft");
export const sign = (department: Department) => api.post<Drafted>(`/v1/scoring/sign-off/${department}`);
export const publishModel = () => api.post<{ version: number }>("/v1/scoring/publish");

export type Move = {
  lead: string;
  name?: string;
  company?: string;
  line: Line;
  before: number;
  after: number;
  handsOver: boolean;
  withSales: boolean;
  /** Why they are not handed over although they are above the line. */
  held?: "customer" | "openDeal" | "withSales" | "returned" | "other";
};
/** What publishing would do to the people who were looked at. */
export type Effects = {
  looked: number;
  all: boolean;
  lines: Record<Line, { before: number; after: number; up: number; down: number }>;
  up: Move[];
  down: Move[];
  handsOver: number;
  kept: number;
  perDay: { before: number; after: number; capacity: number; businessDays: number };
  won: { people: number; before: number; after: number };
  rules: Record<string, { times: number; people: number }>;
};
/** So many people are looked at while one waits. */
export const SAMPLE = 1_000;
export const effectsQuery = (model: Model | undefined) =>
  queryOptions({
    queryKey: ["scoring", "effects", model],
    queryFn: () => api.post<Effects>("/v1/scoring/preview", { model, sample: SAMPLE }),
    enabled: model !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
export const tryOnEverybody = (model: Model) => api.post<{ job: string }>("/v1/scoring/preview", { model });
export type Trial = { state: "running" | "done" | "failed"; done: number; effects?: Effects; error?: string };
export const trialQuery = (job: string) =>
  queryOptions({
    queryKey: ["job", job, "trial"],
    queryFn: ({ signal }) => api.get<Trial>(`/v1/jobs/${encodeURIComponent(job)}`, signal),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === "running" ? 700 : false),
  });

export type TriedRule = { id: string; kind: "signal" | "fit"; before: number; after: number };
export type Tried = {
  lead: string;
  name?: string;
  company?: string;
  before: number;
  after: number;
  rules: TriedRule[];
};
export const tryQuery = (model: Model | undefined, lead: string) =>
  queryOptions({
    queryKey: ["scoring", "try", lead, model],
    queryFn: () => api.post<Tried>("/v1/scoring/preview", { model, lead }),
    enabled: model !== undefined && lead !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export type ModelVersion = {
  version: number;
  lines: Lines;
  signals: number;
  fit: number;
  publishedAt?: string;
  by?: string;
  signedOff: SignOff[];
};
export const versionsQuery = queryOptions({
  queryKey: ["scoring", "versions"],
  queryFn: ({ signal }) => api.get<Page<ModelVersion>>(withParams("/v1/scoring/versions", { limit: 20 }), signal),
});
export const versionQuery = (version: number) =>
  queryOptions({
    queryKey: ["scoring", "versions", version],
    queryFn: ({ signal }) => api.get<ModelVersion & { model: Model }>(`/v1/scoring/versions/${version}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const chips = ["interest", "budget", "authority", "need", "timing"] as const;
export type Chip = (typeof chips)[number];
export type PhraseRow = { text: string; chip: Chip; value: boolean | string };
export const phrasesQuery = queryOptions({
  queryKey: ["phrases", "all"],
  queryFn: ({ signal }) => api.get<Page<PhraseRow>>("/v1/phrases", signal),
});
export const savePhrases = (items: PhraseRow[]) => api.put<unknown>("/v1/phrases", { items });
