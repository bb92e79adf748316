import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../api.ts";
import type { Definition } from "./definition.ts";
import type { Review } from "./launch.ts";
import { at } from "./workflows.ts";

export type Version = { version: number; publishedAt: string; inside: number };

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "versions"],
    queryFn: ({ signal }) => api.get<Page<Version>>(at(id, "/versions"), signal),
  });

export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["workflow", id, "versions", version],
    queryFn: ({ signal }) =>
      api.get<{ version: number; definition: Definition }>(at(id, `/versions/${version}`), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Step of the old version → step of the new one; null: they leave. */
export type Move = { from: number; to: number; map: Record<string, string | null> };

export type Landing = { step: string; to?: string; people: number };

export const tryMove = (id: string, move: Move) =>
  api.post<{ total: number; landings: Landing[] }>(at(id, "/migrate"), { ...move, dryRun: true });

export const moveAll = (id: string, move: Move) => api.post<{ total: number; job: string }>(at(id, "/migrate"), move);

export type Job = { id: string; state: "running" | "done" | "failed"; done: number; total: number; error?: string };

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ["job", id],
    queryFn: ({ signal }) => api.get<Job>(`/v1/jobs/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => (state.data?.state === "running" || state.data === undefined ? 1_000 : false),
  });

export type VersionReview = Pick<Review, "from" | "to" | "before" | "after" | "changes">;

/** What a version changed against the one before. */
export const versionChangesQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["workflow", id, "versions", version, "changes"],
    queryFn: ({ signal }) => api.get<VersionReview>(at(id, `/versions/${version}/changes`), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
