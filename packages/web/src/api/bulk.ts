import { queryOptions } from "@tanstack/react-query";
import { api } from "../api.ts";
import type { LeadFilter } from "./leads.ts";

export type Act =
  | { kind: "enrol"; workflow: string }
  | { kind: "leave"; workflow: string; reason: string }
  | { kind: "tag"; add?: string[]; remove?: string[] }
  | { kind: "owner"; owner: string | null }
  | { kind: "optOut" };
/** Those chosen one by one, or all who match. */
export type Selection = { leads: string[] } | { filter: LeadFilter };
/** What became of the people, or would. `heldBack`: they come in, and their mail waits. */
export type Outcome = {
  applied: number;
  already: number;
  refused: Record<string, number>;
  heldBack: Record<string, number>;
};
export type Trial = Outcome & { people: number; looked: number; all: boolean };

export const trialQuery = (act: Act, selection: Selection) =>
  queryOptions({
    queryKey: ["bulk", "trial", act, selection],
    queryFn: () => api.post<Trial>("/v1/bulk?dryRun=true", { act, ...selection }),
    staleTime: 0,
  });
export const beginBulk = (act: Act, selection: Selection) =>
  api.post<Trial & { job: string }>("/v1/bulk", { act, ...selection });

export type BulkJob = {
  id: string;
  state: "running" | "done" | "failed";
  done: number;
  total: number;
  act: Act;
  bulk?: Outcome;
  undoable: boolean;
  /** The bulk act that this one takes back. */
  takesBack?: string;
  stopped?: boolean;
  restUntil?: string;
  error?: string;
};
export const bulkJobQuery = (id: string) =>
  queryOptions({
    queryKey: ["bulk", id],
    queryFn: ({ signal }) => api.get<BulkJob>(`/v1/bulk/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => (state.data?.state === "running" || state.data === undefined ? 1_000 : false),
  });
export const undoBulk = (id: string) => api.post<{ job: string }>(`/v1/bulk/${encodeURIComponent(id)}/undo`);
export const stopBulk = (id: string) => api.post<unknown>(`/v1/bulk/${encodeURIComponent(id)}/stop`);
