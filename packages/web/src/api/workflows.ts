import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Words } from "./workspace.ts";

export type WorkflowState = "draft" | "running" | "paused";
export type WorkflowSummary = {
  id: string;
  name: Words;
  state: WorkflowState;
  version?: number;
  inside: number;
  problems: number;
  /** Hand-offs of its people in the last 30 days. */
  handOffs30?: number;
  hypothesis?: Learned;
};
export type Verdict = "held" | "notHeld" | "early";
export type Interval = { low: number; high: number };
/** `of` reacted of the `n` whose time is over; `needed`: so many in all until it can be told. */
export type Judged = {
  of: number;
  n: number;
  share?: number;
  interval?: Interval;
  verdict?: Verdict;
  needed?: number;
};
/** What is known so far of a hypothesis: of those whom it is about, and of the others. */
export type Learned = {
  whom: Judged;
  others?: Judged;
  expected?: number;
  reaction?: string;
  /** People whose time is not over. */
  waiting?: number;
  tellsAt?: string;
};
/** Arms of a split, and each against the yardstick: the hold-out, or the first arm. `clear` where zero lies outside. */
export type SplitReport = {
  step: string;
  waiting: number;
  arms: { name: string; holdout: boolean; of: number; n: number; share?: number; interval: Interval }[];
  comparisons: (Interval & { arm: string; against: string; value: number; clear?: "better" | "worse" })[];
  neededForTwice?: number;
};
export const workflowsQuery = queryOptions({
  queryKey: ["workflows"],
  queryFn: ({ signal }) => api.get<Page<WorkflowSummary>>("/v1/workflows", signal),
  refetchInterval: 5_000,
});

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
export type Workflow = {
  id: string;
  name: Words;
  state: WorkflowState;
  version?: number;
  inside?: number;
  draft?: Definition;
  published?: Definition;
  problems: Fault[];
  warnings?: Fault[];
  /** Names the stored draft's content. */
  tag?: string;
};
export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id],
    queryFn: ({ signal }) => api.get<Workflow>(`/v1/workflows/${encodeURIComponent(id)}`, signal),
  });

export type StepFigures = {
  id: string;
  waiting?: number;
  entered?: number;
  sent?: number;
  refused?: number;
  delivered?: number;
  clicked?: number;
  handedOff?: number;
  /** People who clicked. */
  clickers?: number;
  refusedBy?: Record<string, number>;
  /** People handed over while they stood here, or after they left here; `handedOff` = by this very step. */
  handOffs?: number;
  meetings?: number;
  won?: number;
};
export type VersionReport = {
  version: number;
  entered: number;
  left: Record<string, number>;
  /** Split step → arm → people. */
  arms?: Record<string, Record<string, number>>;
  steps: StepFigures[];
  hypothesis?: Learned;
  splits?: SplitReport[];
};
/** Only what happened from that day on (`YYYY-MM-DD`). */
export const reportSinceQuery = (id: string, since: string | undefined) =>
  queryOptions({
    queryKey: ["workflow", id, "report", since ?? "all"],
    queryFn: ({ signal }) =>
      api.get<{ versions: VersionReport[] }>(
        withParams(`/v1/workflows/${encodeURIComponent(id)}/report`, { since }),
        signal,
      ),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "report"],
    queryFn: ({ signal }) =>
      api.get<{ versions: VersionReport[] }>(`/v1/workflows/${encodeURIComponent(id)}/report`, signal),
    refetchInterval: 5_000,
  });

export const pause = (id: string) => api.post<unknown>(`/v1/workflows/${encodeURIComponent(id)}/pause`);
export const resume = (id: string) => api.post<unknown>(`/v1/workflows/${encodeURIComponent(id)}/resume`);

const at = (id: string, rest = "") => `/v1/workflows/${encodeURIComponent(id)}${rest}`;

/** `draft` is absent where the shape is wrong: then nothing was stored. */
export type Saved = { id: string; draft?: Definition; problems: Fault[]; warnings: Fault[]; tag?: string };
/** `seen` = tag of the draft that was changed: over another one it is refused (409, `edited`). */
export const saveDraft = (id: string, definition: Definition, seen: string | undefined, keepalive = false) =>
  api.put<Saved>(at(id), definition, seen === undefined ? {} : { "if-match": seen }, keepalive);

type StepRef = { id: string; kind: StepKind; path: string };
export type Review = {
  from?: number;
  to: number;
  before?: Definition;
  after: Definition;
  changes: {
    added: StepRef[];
    removed: StepRef[];
    changed: (StepRef & { fields: string[] })[];
    moved: StepRef[];
    frame: string[];
  };
  staying: { version: number; people: number }[];
};
export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "changes"],
    queryFn: ({ signal }) => api.get<Review>(at(id, "/changes"), signal),
    staleTime: 0,
  });

export type Population = { people?: number; mailable: number; looked: number; all: boolean };
export type MailCheck = {
  id: string;
  state: "published" | "waiting" | "broken" | "missing";
  problems: { path: string; message: string }[];
  bare: { variable: string; lacking: number }[];
  placeholders: string[];
};
export type LaunchChecks = {
  problems: Fault[];
  warnings: Fault[];
  mails: MailCheck[];
  law: string[];
  loop: string[];
  population: Population;
};
export const checksQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "checks"],
    queryFn: ({ signal }) => api.get<LaunchChecks>(at(id, "/checks"), signal),
    staleTime: 0,
  });

/** With its mails that say something new, and with those who match already but would not come in by themselves. */
/** `perDay`: whoever stands at the door begins over business days, so many a day. */
export const publish = (id: string, { people, perDay }: { people: boolean; perDay?: number }) =>
  api.post<{ version: number; job?: string; people?: number }>(at(id, "/publish"), {
    mails: true,
    people,
    ...(perDay === undefined ? {} : { perDay }),
  });

export type Version = { version: number; publishedAt: string; inside: number };
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "versions"],
    queryFn: ({ signal }) => api.get<Page<Version>>(at(id, "/versions"), signal),
  });
export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["workflow", id, "versions", version],
    queryFn: ({ signal }) =>
      api.get<{ version: number; definition: Definition }>(at(id, `/versions/${version}`), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Step of the old version → step of the new one; null: they leave. */
export type Move = { from: number; to: number; map: Record<string, string | null> };
export type Landing = { step: string; to?: string; people: number };
export const tryMove = (id: string, move: Move) =>
  api.post<{ total: number; landings: Landing[] }>(at(id, "/migrate"), { ...move, dryRun: true });
export const moveAll = (id: string, move: Move) => api.post<{ total: number; job: string }>(at(id, "/migrate"), move);

export type Standing = { leadId: string; since: string; name?: string; company?: string };
export const standingQuery = (id: string, step: string, version: number) =>
  queryOptions({
    queryKey: ["workflow", id, "steps", step, version],
    queryFn: ({ signal }) =>
      api.get<Page<Standing>>(
        withParams(at(id, `/steps/${encodeURIComponent(step)}/leads`), { version, limit: 5 }),
        signal,
      ),
    refetchInterval: 10_000,
  });

export type Job = { id: string; state: "running" | "done" | "failed"; done: number; total: number; error?: string };
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ["job", id],
    queryFn: ({ signal }) => api.get<Job>(`/v1/jobs/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => (state.data?.state === "running" || state.data === undefined ? 1_000 : false),
  });

export type Starter = {
  id: string;
  name: Words;
  about: Words;
  needs: Words;
  mails: number;
  population?: Population;
};
export const startersQuery = queryOptions({
  queryKey: ["starters"],
  queryFn: ({ signal }) => api.get<Page<Starter> & { site: string }>("/v1/starters", signal),
  staleTime: 30_000,
});
export const beginWith = (id: string, body: { site: string; language: "ja" | "en" }) =>
  api.post<{ id: string }>(`/v1/starters/${encodeURIComponent(id)}`, body);

export type VersionReview = Pick<Review, "from" | "to" | "before" | "after" | "changes">;
/** What a version changed against the one before. */
export const versionChangesQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["workflow", id, "versions", version, "changes"],
    queryFn: ({ signal }) => api.get<VersionReview>(at(id, `/versions/${version}/changes`), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
