import type { Instant } from "../world/world.ts";
import type { Entry } from "./entry.ts";

/**
 * A lead's record: all that a decision about that lead needs, in 1–2 kB, replaced by one conditional write.
 * Times are epoch milliseconds. The record is ours from end to end, so its type is plain; what comes from outside is parsed before.
 */
export type Lead = {
  /** Version of this shape; older ones are upgraded in `stored.ts`. */
  v: 1;
  id: string;
  rev: number;
  email: string;
  name?: string;
  company?: { key: string; name: string };
  attributes: Record<string, AttributeValue>;
  tags: string[];
  /** Lists the lead was imported into or came in by. */
  lists: string[];
  stage: Stage;
  /** Id of a rep in the settings. */
  owner?: string;
  createdAt: Instant;
  /** Last sign of a living person: a human click, a form, a visit, a call that reached them. Starts as `createdAt`. */
  engagedAt: Instant;
  /** When the newest form was received: an older one that comes late does not overwrite what it said. */
  formAt?: Instant;
  consents: Consent[];
  gate: Gate;
  score: Score;
  /** What published conditions need of the history: key of the fact (`conditions.ts`) → how often and when last. */
  facts: Record<string, { n: number; at: Instant[] }>;
  enrolments: Enrolment[];
  /** Per workflow: how often entered, last left. */
  past: Record<string, { n: number; leftAt?: Instant; last?: PastTrial }>;
  /** Trigger conditions that hold right now, as `workflow#index`: they fire again only after they ceased to hold. */
  held: string[];
  /** How many enrolments there were: the next one is `e<n + 1>`. */
  enrolled: number;
  outbox: Effect[];
  mails: Record<string, MailState>;
  handoff?: Handoff;
  handoffs: number;
  /** Ids of recent causes, newest last; `evictedAt` = time of the newest that was dropped. */
  causes: { ids: string[]; evictedAt?: Instant };
  /** The newest entries, not yet in the timeline. */
  tail: Entry[];
  /** Time of the last decision. */
  lastAt: Instant;
  dueAt?: Instant;
  parked?: { at: Instant; reason: string };
  erased?: { at: Instant };
};

export type AttributeValue = string | number | boolean | string[];

/** Stages of The Model: each has an owner department. */
export type Stage = "marketing" | "insideSales" | "sales" | "customer";
export const stages: Stage[] = ["marketing", "insideSales", "sales", "customer"];

export type ConsentBasis = "optIn" | "businessCard" | "businessRelationship" | "publishedAddress" | "none";
export type Consent = {
  basis: ConsentBasis;
  at: Instant;
  /** The source or list it came with. */
  source?: string;
  /** What was shown or written, as evidence: the consent text, the exchange date of the card. */
  evidence?: string;
};

/** What stands between the lead and a mail. */
export type Gate = {
  optedOutAt?: Instant;
  suppressed?: { reason: "bounce" | "complaint" | "erased" | "list"; at: Instant };
  /** Times of transient bounces: three in 30 days suppress. */
  softBounces: Instant[];
  /** Own open deals. */
  deals: string[];
  /** The company's state as this lead has seen it. */
  company?: CompanySeen;
};
export type CompanySeen = { rev: number; open: number; lost: number; won: boolean };

export type Score = {
  /** Sum of the fit rules that hold. */
  fit: number;
  fitRules: { id: string; points: number }[];
  /** Family → points at `at`, halving every `halfLifeDays` (absent: never). */
  families: Record<string, { value: number; at: Instant; halfLifeDays?: number }>;
  /** The newest signals, for explanations; what older ones left is in the family's bucket. */
  signals: Signal[];
  /** Signal and window → when it was given, earliest first: caps count the earliest. */
  caps: Record<string, { at: Instant; points: number }[]>;
};
export type Signal = { id: string; at: Instant; points: number; family: string };

export type Enrolment = {
  /** `e1`, `e2` … of this lead. */
  id: string;
  workflow: string;
  /** 0 while pending: the version is judged at entry. */
  version: number;
  state: "pending" | "active";
  enteredAt: Instant;
  step: string;
  /** 1, and one more for each move to another version: only that can lead to a step again. */
  visit: number;
  arrivedAt: Instant;
  /** When the step's time is over: end of a wait, next try of a mail, maximum of a wait-until, entry of a pending one. */
  until?: Instant;
  /** The mail that counts for this step: it was on its way from the step that a move came from. */
  mail?: string;
  /** Why the mail at this step is held back right now. */
  refused?: string;
  /** In the hold-out arm: nothing is sent. */
  holdout?: boolean;
  /** Goals reached. */
  goals?: string[];
  /** What it entered by. */
  trigger: string;
  deal?: DealFacts;
  trial?: Trial;
};

/** What may come of a workflow: the hypothesis's reaction, a hand-off, a deal, a won deal. */
export type Outcome = "reacted" | "handedOff" | "meeting" | "won";
/** What a report learns from an enrolment, each outcome once. */
export type Trial = {
  /** It counts with those who came in by this version, wherever it is moved. */
  version: number;
  /** End of the hypothesis's time. */
  until: Instant;
  /** Type of the fact that the hypothesis waits for. */
  reaction?: string;
  /** False: not one of those whom the hypothesis is about. */
  whom?: boolean;
  /** Split → arm. */
  arms?: Record<string, string>;
  did?: Outcome[];
};
/** The newest enrolment that was left: people react after the last step, too. */
export type PastTrial = { id: string; step: string; enteredAt: Instant; trial: Trial };

/** What conditions and mails may know of the deal that a workflow started from. */
export type DealFacts = {
  id: string;
  name?: string;
  reason?: string;
  competitor?: string;
  amount?: number;
  closedAt?: Instant;
};

/** What the outside world must do: part of the write, carried out after it, cleared by a later one. */
export type Effect = MailEffect | NotifyEffect | WebhookEffect;
type EffectBase = {
  id: string;
  attempt: number;
  /** The worker's token: only its holder carries the effect out. */
  claim: string;
  /** When this attempt was committed. */
  at: Instant;
  /** Refused for now: next try. */
  retryAt?: Instant;
};
export type MailEffect = EffectBase & {
  kind: "mail";
  enrolment: string;
  workflow: string;
  workflowVersion: number;
  step: string;
  template: string;
  version: number;
};
export type NotifyEffect = EffectBase & { kind: "notify"; channel: string; text: string };
export type WebhookEffect = EffectBase & {
  kind: "webhook";
  url: string;
  body: string;
  fills?: Record<string, string>;
  enrolment?: string;
};

export type MailState = {
  state: "sent" | "delivered" | "lapsed" | "failed" | "bounced" | "complained";
  at: Instant;
  workflow: string;
  version: number;
  step: string;
  template: string;
  templateVersion: number;
  /** A human click was seen. */
  clicked?: boolean;
};

export type Line = "warm" | "insideSales" | "sales";
export type Handoff = {
  /** `handoff_<lead>_<n>`. */
  id: string;
  state: "open" | "accepted" | "returned" | "won" | "lost" | "deal";
  line: Line;
  openedAt: Instant;
  /** End of the SLA in business hours; moves when it escalates. */
  dueAt?: Instant;
  owner?: string;
  /** 0 = owner, 1 = reminded, 2 = next person, 3 = manager. */
  level: number;
  score: number;
  reasons: { signal: string; at: Instant; points: number; left: number }[];
  note?: string;
  acceptedAt?: Instant;
  returned?: { reason: ReturnReason; at: Instant; coolUntil?: Instant };
};

export type ReturnReason =
  | "tooEarly"
  | "wrongPerson"
  | "noBudget"
  | "competitor"
  | "unreachable"
  | "duplicate"
  | "other";
export type LostReason = "price" | "competitor" | "timing" | "noDecision" | "missingFeature" | "noContact" | "other";
