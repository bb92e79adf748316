import { queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Line, Words } from "./workspace.ts";

export type HandoffState = "open" | "accepted" | "returned" | "won" | "lost" | "deal";
export type Told = { template: string; subject: string; sentAt: string; clicks: { url: string; at: string }[] };
export type Reason = { signal: string; label?: Words; family?: string; at?: string; points?: number; left: number };
export type Handoff = {
  id: string;
  leadId: string;
  state: HandoffState;
  openedAt: string;
  acceptedAt?: string;
  dueAt?: string;
  owner?: string;
  nextOwner?: string;
  movesAt?: string;
  score: number;
  line?: Line;
  level?: number;
  note?: string;
  reasons: Reason[];
  lead: {
    id: string;
    name?: string;
    company?: string;
    department?: string;
    title?: string;
    phone?: string;
    reading?: string;
  };
  approach?: string[];
  told?: Told[];
  lastDeal?: { name?: string; reason?: string; closedAt?: string };
};

export const handoffsQuery = (state: HandoffState) =>
  queryOptions({
    queryKey: ["handoffs", state],
    queryFn: ({ signal }) => api.get<Page<Handoff>>(withParams("/v1/handoffs", { state, limit: 200 }), signal),
    refetchInterval: 5_000,
  });
export const assign = (id: string, owner: string) =>
  api.post<unknown>(`/v1/handoffs/${encodeURIComponent(id)}/assign`, { owner });
/** Takes the answer back, as long as no deal came of it. */
export const reopen = (id: string) => api.post<unknown>(`/v1/handoffs/${encodeURIComponent(id)}/reopen`);
export const fetchHandoff = (id: string) => api.get<Handoff>(`/v1/handoffs/${encodeURIComponent(id)}`);
export const accept = (id: string) => api.post<unknown>(`/v1/handoffs/${encodeURIComponent(id)}/accept`);

export const returnReasons = [
  "tooEarly",
  "wrongPerson",
  "noBudget",
  "competitor",
  "unreachable",
  "duplicate",
  "other",
] as const;
export type ReturnReason = (typeof returnReasons)[number];
export const giveBack = (id: string, body: { reason: ReturnReason; note?: string }) =>
  api.post<unknown>(`/v1/handoffs/${encodeURIComponent(id)}/return`, body, true);
