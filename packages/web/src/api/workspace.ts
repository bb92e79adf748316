import { queryOptions } from "@tanstack/react-query";
import { api } from "../api.ts";

export type Language = "ja" | "en";
/** A text in one language or in both. */
export type Words = string | { ja?: string; en?: string };

export const roles = ["admin", "marketer", "insideSales"] as const;
export type Role = (typeof roles)[number];
export type Me = {
  id?: string;
  name?: string;
  role?: Role;
  language: Language;
  timeZone: string;
  workspace: string;
  rep?: string;
};
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => api.get<Me>("/v1/me", signal),
  staleTime: 60_000,
});

/** Of the person who is signed in. */
export const setLanguage = (language: Language) => api.patch<Me>("/v1/me", { language });

/** Answers where to go then: to the provider, so that one is out there as well. */
export const signOut = () => api.post<{ to: string }>("/auth/sign-out");

export type Rep = { id: string; name: string; capacityPerDay?: number; manager?: boolean };
export type Settings = { reps: Rep[]; slaHours?: number; timeZone: string };
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => api.get<Settings>("/v1/settings", signal),
  staleTime: 60_000,
});

/** Score thresholds. */
export type Lines = { warm: number; insideSales: number; sales: number };
export type Line = keyof Lines;
export const defaultLines: Lines = { warm: 40, insideSales: 70, sales: 100 };
type Named = { id: string; label?: Words };
export type Scoring = { lines: Lines; signals?: Named[]; fit?: Named[] };
export const scoringQuery = queryOptions({
  queryKey: ["scoring"],
  queryFn: ({ signal }) => api.get<Scoring>("/v1/scoring", signal),
  staleTime: 60_000,
});

/** What every mail must show, and who it is from. */
export type Law = { footer: Record<string, string>; sender: Record<string, string> };
export const lawQuery = queryOptions({
  queryKey: ["settings", "law"],
  queryFn: ({ signal }) => api.get<Law>("/v1/settings", signal),
});
export const saveLaw = (law: Law) => api.put<unknown>("/v1/settings", law);
