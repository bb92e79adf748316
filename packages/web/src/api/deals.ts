import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";

export const dealStates = ["lost", "open", "won"] as const;
export type DealState = (typeof dealStates)[number];
export const lostReasons = [
  "price",
  "competitor",
  "timing",
  "noDecision",
  "missingFeature",
  "noContact",
  "other",
] as const;
export type LostReason = (typeof lostReasons)[number];

/** When and where the person of a lost deal comes back, or why not. */
export type Comeback = {
  state: "pending" | "active" | "none";
  workflow?: string;
  until?: string;
  step?: string;
  heldBack?: string;
  why?: string;
};
export type Deal = {
  id: string;
  name?: string;
  lead?: string;
  leadName?: string;
  company?: string;
  companies: { key: string; name: string }[];
  stage: string;
  state: DealState;
  lostReason?: LostReason;
  competitor?: string;
  amount?: { amount: number; currency: string };
  owner?: string;
  openedAt: string;
  closedAt?: string;
  modifiedAt: string;
  comeback?: Comeback;
};

export const dealsQuery = (state: DealState, reason: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["deals", state, reason],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Deal>>(withParams("/v1/deals", { state, reason, cursor: pageParam, limit: 50 }), signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ["deal", id],
    queryFn: ({ signal }) => api.get<Deal>(`/v1/deals/${encodeURIComponent(id)}`, signal),
  });

export type NewDeal = {
  name?: string;
  company?: string;
  leadEmail?: string;
  stage: string;
  lostReason?: LostReason;
  amount?: number;
  owner?: string;
};
export const createDeal = (deal: NewDeal) => api.post<Deal>("/v1/deals", deal);
export const changeDeal = (id: string, change: Partial<NewDeal>) =>
  api.patch<Deal>(`/v1/deals/${encodeURIComponent(id)}`, change);
