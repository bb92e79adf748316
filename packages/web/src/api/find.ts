import { queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Words } from "./workspace.ts";

/** What the palette finds: a few of each, by what was typed so far. */
const few = <Item>(kind: string, path: string, q: string) =>
  queryOptions({
    queryKey: ["find", kind, q],
    queryFn: async ({ signal }) => (await api.get<Page<Item>>(withParams(path, { q, limit: 5 }), signal)).items,
    enabled: q !== "",
    staleTime: 30_000,
  });

export type FoundLead = {
  id: string;
  email: string;
  name?: string;
  company?: string;
  attributes: Record<string, unknown>;
  score: { total: number };
  crossed?: string[];
};
export const findLeads = (q: string) => few<FoundLead>("leads", "/v1/leads", q);

export type FoundCompany = { key: string; name: string; people?: number };
export const findCompanies = (q: string) => few<FoundCompany>("companies", "/v1/companies", q);

export type Named = { id: string; name?: Words; subject?: string };
/** All of them: a workspace has some dozens, and they are narrowed here. */
const all = (kind: string, path: string) =>
  queryOptions({
    queryKey: ["find", kind],
    queryFn: async ({ signal }) => (await api.get<Page<Named>>(withParams(path, { limit: 200 }), signal)).items,
    staleTime: 60_000,
  });
export const allWorkflows = all("workflows", "/v1/workflows");
export const allMails = all("templates", "/v1/templates");
