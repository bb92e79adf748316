import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Role } from "./workspace.ts";

export type Person = {
  id: string;
  state: "active" | "invited";
  /** Of who signed in. */
  name?: string;
  address?: string;
  role: Role;
  /** Where the role comes from: the company's directory, an invitation, one's own machine. */
  via?: "claim" | "invitation" | "local";
  rep?: string;
  offSince?: string;
  since: string;
  signedInAt?: string;
  by?: string;
};
const paged = <Item>(key: string, path: string) =>
  infiniteQueryOptions({
    queryKey: [key],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Item>>(withParams(path, { cursor: pageParam, limit: 100 }), signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });

export const peopleQuery = paged<Person>("people", "/v1/people");
export const invite = (person: { address: string; role: Role; rep?: string }) => api.post<Person>("/v1/people", person);
export const changePerson = (id: string, change: { role?: Role; rep?: string | null; active?: boolean }) =>
  api.patch<Person>(`/v1/people/${encodeURIComponent(id)}`, change);
export const removePerson = (id: string) => api.remove<unknown>(`/v1/people/${encodeURIComponent(id)}`);

export const scopes = ["read", "write", "intake", "admin"] as const;
export type Scope = (typeof scopes)[number];
export type ApiKey = {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: string;
  by?: string;
  lastUsedAt?: string;
};
export const keysQuery = paged<ApiKey>("keys", "/v1/keys");
export const makeKey = (key: { name: string; scopes: Scope[] }) => api.post<ApiKey & { key: string }>("/v1/keys", key);
export const revokeKey = (id: string) => api.remove<unknown>(`/v1/keys/${encodeURIComponent(id)}`);

/** `from` or `to` absent: it was not there, or is nobody's to read. */
export type Difference = { path: string; from?: string; to?: string };
export type AuditEntry = {
  id: string;
  at: string;
  by: { kind: "person" | "key"; id: string; name: string; role?: Role };
  /** `PUT /v1/workflows/:id`, or `sign-in`. */
  what: string;
  thing: Record<string, string>;
  changes?: Difference[];
  from?: string;
  /** `begun`: nobody knows what came of it. */
  outcome: "begun" | number;
};
/** Days of the workspace, both included. */
export type AuditSearch = {
  from?: string | undefined;
  to?: string | undefined;
  by?: string | undefined;
  what?: string | undefined;
};
export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", search],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AuditEntry>>(withParams("/v1/audit", { ...search, cursor: pageParam, limit: 50 }), signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
export const auditFile = (search: AuditSearch): string => withParams("/v1/export/audit", { ...search, format: "csv" });
