import { queryOptions } from "@tanstack/react-query";
import { api, withParams } from "../api.ts";
import type { Words } from "./workspace.ts";

export const desks = ["marketing", "insideSales", "all"] as const;
export type Desk = (typeof desks)[number];

type Somebody = { lead: string; name?: string; company?: string };
export type FirstHandOff = Somebody & { handoff: string; score: number; owner?: string; dueAt?: string };
/** One thing that wants a person; `first` is the most urgent one of `count`. */
export type Need = { id: string; severity: "now" | "soon" | "look" } & (
  | {
      kind: "handOffsOver";
      count: number;
      first: FirstHandOff;
      sinceAt: string;
      next?: { owner: string; at: string };
    }
  | { kind: "handOffsSoon"; count: number; first: FirstHandOff; owners: { owner: string; n: number }[] }
  | { kind: "handOffsWaiting"; count: number; first: FirstHandOff }
  | {
      kind: "tasksDue";
      count: number;
      first: Somebody & { dueAt: string; text?: string; callback: boolean; owner?: string };
    }
  | { kind: "bouncesRising" | "complaintsRising"; count: number; sent: number; rate: number; usual?: number }
  | { kind: "sourceQuiet"; source: string; sinceAt: string; businessDays: number; usualPerDay: number }
  | {
      kind: "workflowBroken";
      workflow: string;
      name: Words;
      count: number;
      step?: string;
      message: string;
      draft?: true;
    }
  | { kind: "workflowPaused"; workflow: string; name: Words }
  | { kind: "mailsFailing" | "leadsParked"; count: number; reason: string; lead: string; at: string }
  | { kind: "jobFailed"; job: string; what: string; reason: string; at: string; done: number; total: number }
);
export type Changes = {
  sinceAt: string;
  handOffs: { count: number; by: { workflow: string; n: number }[] };
  returns: { count: number; by: { reason: string; n: number }[] };
  lost: { count: number; by: { reason: string; n: number; againAt?: string }[] };
  won: number;
  cooled: number;
  optedOut: number;
  complained: number;
};
export type TodayView = {
  month: { month: string; passed: number; of: number };
  needs: Need[];
  well: { workflows: number; sources: number };
  sent: {
    sent: number;
    refused: number;
    bounced: number;
    complained: number;
    /** `09` → mails. */
    byHour: Record<string, number>;
    handOffs: number;
    usual: { bounceRate?: number; complaintRate?: number; handOffs?: number };
  };
  changes: Changes;
};

export const todayQuery = (role: Desk) =>
  queryOptions({
    queryKey: ["today", role],
    queryFn: ({ signal }) => api.get<TodayView>(withParams("/v1/today", { role }), signal),
    refetchInterval: 15_000,
  });

export const retryJob = (id: string) => api.post<unknown>(`/v1/jobs/${encodeURIComponent(id)}/retry`);
