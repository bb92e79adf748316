import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Line, Lines, Words } from "./workspace.ts";

export const stages = ["marketing", "insideSales", "sales", "customer"] as const;
export type Stage = (typeof stages)[number];

export type Enrolment = {
  workflow: string;
  name?: Words;
  version?: number;
  step?: string;
  enteredAt?: string;
  dueAt?: string;
  state: string;
  /** Why its mail is held back right now. */
  heldBack?: string;
};
export type Consent = { basis: string; at: string; source?: string; evidence?: string };
export type Attribute = string | number | boolean | string[];
export type Lead = {
  id: string;
  email: string;
  name?: string;
  company?: string;
  stage: Stage;
  tags: string[];
  lists?: string[];
  attributes: Record<string, Attribute>;
  score: { total: number; fit: number };
  owner?: string;
  gate: { optedOut: boolean; suppressed?: string | boolean; openDeals: number };
  enrolments: Enrolment[];
  consents?: Consent[];
  erased?: boolean;
  createdAt?: string;
  engagedAt?: string;
};

/** Whom a list or an act is about: all that is said must hold. `q` = what was typed. */
export type LeadFilter = {
  q?: string | undefined;
  stage?: string | undefined;
  owner?: string | undefined;
  tag?: string | undefined;
  list?: string | undefined;
  company?: string | undefined;
  segment?: string | undefined;
};

/** Pages of leads; a page may hold fewer than there are behind it, `looked` says how many were read. */
export const leadsQuery = (filter: LeadFilter) =>
  infiniteQueryOptions({
    queryKey: ["leads", filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Lead> & { looked?: number }>(
        withParams("/v1/leads", { ...filter, cursor: pageParam, limit: 100 }),
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ["lead", id],
    queryFn: ({ signal }) => api.get<Lead>(`/v1/leads/${encodeURIComponent(id)}`, signal),
    refetchInterval: 5_000,
  });

/** What one event gave (`points`) and what time has left of it (`left`). */
export type Signal = {
  id: string;
  label?: Words;
  family?: string;
  at: string;
  points: number;
  left: number;
};
export type Score = {
  total: number;
  fit: number;
  families: Record<string, number>;
  halfLives?: Record<string, number>;
  signals: Signal[];
  lines?: Lines;
  coolsAt?: Partial<Record<Line, string>>;
  crossed: string[];
};
export const scoreQuery = (id: string) =>
  queryOptions({
    queryKey: ["lead", id, "score"],
    queryFn: ({ signal }) => api.get<Score>(`/v1/leads/${encodeURIComponent(id)}/score`, signal),
    refetchInterval: 5_000,
  });

/** A line of the history: the type says which of the other fields are there. */
export type TimelineItem = { at: string; type: string } & Record<string, unknown>;
export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["lead", id, "timeline"],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TimelineItem>>(
        withParams(`/v1/leads/${encodeURIComponent(id)}/timeline`, { cursor: pageParam, limit: 200 }),
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: 5_000,
  });

export const enrol = (id: string, workflow: string) =>
  api.post<unknown>(`/v1/leads/${encodeURIComponent(id)}/enrolments`, { workflow });
export type LeadChange = {
  name?: string;
  company?: string;
  attributes?: Record<string, Attribute>;
  tags?: { add?: string[]; remove?: string[] };
  owner?: string | null;
};
export const changeLead = (id: string, change: LeadChange) =>
  api.patch<Lead>(`/v1/leads/${encodeURIComponent(id)}`, change);
export const optOut = (id: string) => api.post<unknown>(`/v1/leads/${encodeURIComponent(id)}/optOut`);
export const erase = (id: string) => api.remove<unknown>(`/v1/leads/${encodeURIComponent(id)}`);
