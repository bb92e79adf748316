import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../api.ts";
import type { Trial } from "./bulk.ts";
import type { LeadFilter } from "./leads.ts";

export type SendWindow = { days: string[]; from: string; to: string; holidays?: "skip" | "send" };
export type BroadcastInput = {
  name: string;
  template: string;
  audience: LeadFilter;
  startAt?: string;
  window?: SendWindow;
  perHour?: number;
};
export type BroadcastState = "draft" | "scheduled" | "sending" | "stopped" | "done";
export type Broadcast = BroadcastInput & {
  id: string;
  state: BroadcastState;
  createdAt: string;
  by?: string;
  launched?: { at: string; startAt: string; until: string; stoppedAt?: string };
  progress?: {
    job?: { id: string; state: string; done: number; total: number };
    entered: number;
    refused: Record<string, number>;
    waiting: number;
    sent: number;
    delivered: number;
    clicked: number;
    /** Who came in and got nothing in the end, by reason. */
    left: Record<string, number>;
  };
};
const at = (id: string, rest = "") => `/v1/broadcasts/${encodeURIComponent(id)}${rest}`;
const moving = (state: BroadcastState | undefined) =>
  state === "sending" || state === "scheduled" || state === "stopped";

export const broadcastsQuery = queryOptions({
  queryKey: ["broadcasts"],
  queryFn: ({ signal }) => api.get<Page<Broadcast>>("/v1/broadcasts", signal),
  refetchInterval: ({ state }) => (state.data?.items.some((one) => moving(one.state)) === true ? 3_000 : false),
});
export const broadcastQuery = (id: string) =>
  queryOptions({
    queryKey: ["broadcasts", id],
    queryFn: ({ signal }) => api.get<Broadcast>(at(id), signal),
    refetchInterval: ({ state }) => (moving(state.data?.state) ? 2_000 : false),
  });
/** Who would get it, who waits, who is held back. */
export const broadcastTrialQuery = (id: string, input: BroadcastInput) =>
  queryOptions({
    queryKey: ["broadcasts", id, "trial", input],
    queryFn: () => api.post<Trial>(at(id, "/preview")),
    staleTime: 0,
  });

export const saveBroadcast = (id: string | undefined, input: BroadcastInput) =>
  id === undefined ? api.post<Broadcast>("/v1/broadcasts", input) : api.put<Broadcast>(at(id), input);
export const launchBroadcast = (id: string) => api.post<Broadcast>(at(id, "/launch"));
export const stopBroadcast = (id: string) => api.post<Broadcast>(at(id, "/stop"));
export const removeBroadcast = (id: string) => api.remove<unknown>(at(id));
