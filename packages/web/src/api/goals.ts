import { queryOptions } from "@tanstack/react-query";
import { api } from "../api.ts";

export const measures = ["handOffs", "meetings", "wins"] as const;
export type Measure = (typeof measures)[number];
export type Figures = Record<Measure, number>;
export const sides = ["marketing", "sales"] as const;
export type Side = (typeof sides)[number];

/** `expected`: where the target's even way through the business days would be; `ahead` 0 = on pace. */
export type Progress = { target: number; actual: number; expected: number; ahead: number };
export type Goals = {
  /** `2026-11`, its business days, and how many have begun. */
  month: { month: string; from: string; passed: number; of: number };
  goal?: { targets: Figures; signed: Partial<Record<Side, { at: string; by?: string }>> };
  figures: Figures;
  progress?: Record<Measure, Progress>;
};
export const goalsQuery = queryOptions({
  queryKey: ["goals"],
  queryFn: ({ signal }) => api.get<Goals>("/v1/goals", signal),
  refetchInterval: 30_000,
});

/** So many of `n` became something; no `rate` where that is too few to tell. */
export type Conversion = { of: number; n: number; rate?: number };
export const ratesQuery = queryOptions({
  queryKey: ["goals", "rates"],
  queryFn: ({ signal }) => api.get<{ days: number; meeting: Conversion; win: Conversion }>("/v1/goals/rates", signal),
  staleTime: 60_000,
});

export const saveGoal = (month: string, targets: Figures) => api.put<unknown>(`/v1/goals/${month}`, targets);
export const signGoal = (month: string, side: Side, signed: boolean) =>
  api.post<unknown>(`/v1/goals/${month}/sign`, { side, signed });
