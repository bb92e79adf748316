import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Deal } from "./deals.ts";
import type { Lead } from "./leads.ts";

/** What a company's deals are at: an open one locks it, a won one makes it a customer. */
export const companyStates = ["open", "customer", "lost", "none"] as const;
export type CompanyState = (typeof companyStates)[number];

type Counts = {
  key: string;
  name: string;
  state: CompanyState;
  open: number;
  won: number;
  lost: number;
  changedAt?: string;
};
export type CompanyRow = Counts & { people: number; hottest?: { id: string; name: string; total: number } };
export type Company = Counts & { count: number; people: Lead[]; deals: Deal[]; next?: string };

export const companiesQuery = (filter: { state?: string | undefined; q?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ["companies", filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CompanyRow>>(withParams("/v1/companies", { ...filter, cursor: pageParam, limit: 50 }), signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
export const companyQuery = (key: string) =>
  queryOptions({
    queryKey: ["company", key],
    queryFn: ({ signal }) => api.get<Company>(`/v1/companies/${encodeURIComponent(key)}`, signal),
  });
