import type { Words } from "./workspace.ts";

/** Conditions and steps as they were written (contract.md, "A workflow"); `describe.ts` puts them into words. */
export type Condition = {
  all?: Condition[];
  any?: Condition[];
  not?: Condition;
  field?: string;
  event?: string;
  template?: string;
  source?: string;
  name?: string;
  atLeast?: number;
  within?: string;
  eq?: Scalar;
  ne?: Scalar;
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
  in?: Scalar[];
  contains?: Scalar;
  exists?: boolean;
};

export type Scalar = string | number | boolean;

type StepBase = { id?: string; label?: Words };

export type Step = StepBase &
  (
    | {
        kind: "email";
        template: string;
        onRefused?: "defer" | "skip" | "leave";
        onUnknown?: "resend" | "lapse";
      }
    | {
        kind: "wait";
        for?: string;
        businessDays?: number;
        until?: { weekday?: string; date?: string; at?: string; field?: string; offset?: string };
      }
    | { kind: "waitUntil"; when: Condition; max: string; then?: Step[]; timeout?: Step[] }
    | { kind: "branch"; paths: { when: Condition; label?: Words; steps: Step[] }[]; else?: Step[] }
    | { kind: "split"; arms: { name: string; weight: number; holdout?: boolean; steps?: Step[] }[] }
    | { kind: "score"; signal: string; points: number; family: string }
    | {
        kind: "update";
        set: {
          attributes?: Record<string, Scalar>;
          tags?: { add?: string[]; remove?: string[] };
          stage?: string;
        };
      }
    | { kind: "notify"; channel: string; text: string }
    | { kind: "webhook"; url: string; fills?: Record<string, string> }
    | { kind: "handOff"; note?: string }
    | { kind: "enrol"; workflow: string }
    | { kind: "leave"; workflow: string }
    | { kind: "goal"; when: Condition; name?: string }
    | { kind: "exit"; reason: string }
  );

export type StepKind = Step["kind"];

export type Trigger = {
  kind: string;
  source?: string;
  name?: string;
  reasons?: string[];
  after?: string;
  is?: string;
  when?: Condition;
  for?: string;
  list?: string;
  field?: string;
  offset?: string;
};

export type Reentry = "never" | "always" | { after: string };

export type Definition = {
  name: Words;
  hypothesis?: { whom?: string; belief?: string; reaction?: string; share?: number; within?: string };
  triggers?: Trigger[];
  entry?: { when?: Condition; reentry?: Reentry };
  exits?: { when: Condition; reason: string }[];
  window?: { days: string[]; from: string; to: string; holidays?: "skip" | "send" };
  priority?: number;
  cap?: { perDay: number };
  steps: Step[];
};

/** What is wrong, and where: `path` points into the definition, such as `steps.3.paths.0.steps.1.template`. */
export type Fault = { path: string; message: string; step?: string };
