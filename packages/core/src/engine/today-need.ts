import type { Instant } from "../world/world.ts";

/** Who it is about, as a line shows them. */
export type Somebody = { lead: string; name?: string; company?: string };

/**
 * One thing that wants a person, with what is needed to say why and to act. `now`: every minute counts; `soon`: within the hour;
 * `look`: today. `first` = the most urgent one of `count`.
 */
export type Need = { id: string; severity: "now" | "soon" | "look" } & (
  | {
      kind: "handOffsOver";
      count: number;
      first: FirstHandOff;
      /** When it was to be answered. */
      sinceAt: Instant;
      next?: { owner: string; at: Instant };
    }
  | { kind: "handOffsSoon"; count: number; first: FirstHandOff; owners: { owner: string; n: number }[] }
  | { kind: "handOffsWaiting"; count: number; first: FirstHandOff }
  | {
      kind: "tasksDue";
      count: number;
      first: Somebody & { dueAt: Instant; text?: string; callback: boolean; owner?: string };
    }
  | { kind: "bouncesRising" | "complaintsRising"; count: number; sent: number; rate: number; usual: number | null }
  | { kind: "sourceQuiet"; source: string; sinceAt: Instant; businessDays: number; usualPerDay: number }
  /** `draft`: what runs is sound, what was begun is not. */
  | {
      kind: "workflowBroken";
      workflow: string;
      name: unknown;
      count: number;
      step?: string;
      message: string;
      draft?: true;
    }
  | { kind: "workflowPaused"; workflow: string; name: unknown }
  | { kind: "mailsFailing"; count: number; reason: string; lead: string; at: Instant }
  | { kind: "leadsParked"; count: number; reason: string; lead: string; at: Instant }
  | { kind: "jobFailed"; job: string; what: string; reason: string; at: Instant; done: number; total: number }
);
export type FirstHandOff = Somebody & { handoff: string; score: number; owner?: string; dueAt?: Instant };
