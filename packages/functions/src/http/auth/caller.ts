import type { Role, Scope } from "@rekindle/core/workspace/people";

/** Who a request comes from. */
export type Caller =
  | { kind: "person"; id: string; name: string; role: Role; rep?: string; language?: "ja" | "en" }
  | { kind: "key"; id: string; name: string; scopes: readonly Scope[] };

export const isAdmin = (caller: Caller | undefined): boolean =>
  caller !== undefined && (caller.kind === "person" ? caller.role === "admin" : caller.scopes.includes("admin"));

/** As the timeline names them: reps by their id, which the pages know, others by name. */
export const nameOf = (caller: Caller): string =>
  (caller.kind === "person" ? (caller.rep ?? caller.name) : caller.name).slice(0, 100);
