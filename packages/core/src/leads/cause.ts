import type { Instant, MailOutcome } from "../world/world.ts";
import type { Rekindle } from "./entry.ts";
import type {
  AttributeValue,
  CompanySeen,
  Consent,
  DealFacts,
  Lead,
  LostReason,
  ReturnReason,
  Score,
  Stage,
} from "./lead.ts";

/**
 * Why a lead is looked at. A cause with an id takes effect once, however often it is delivered; one without (`look`) finds
 * out what is due. `at` = when it was accepted, `trace` = the request that it goes back to.
 */
export type Cause = { id?: string; at: Instant; by?: string; trace?: string } & (
  | { type: "look" }
  | { type: "captured"; capture: Capture }
  | { type: "updated"; set: Update }
  | { type: "tracked"; name: string; properties: Record<string, AttributeValue>; occurredAt: Instant }
  | {
      type: "clicked";
      mail: string;
      template: string;
      templateVersion: number;
      link: number;
      url: string;
      evidence: ClickEvidence;
    }
  | { type: "opened"; mail: string; template: string; templateVersion: number; userAgent?: string }
  | { type: "optedOut"; via: string; mail?: string }
  | { type: "mailEvent"; mail: string; event: MailEvent; occurredAt: Instant }
  | { type: "outcome"; mail: string; claim: string; outcome: MailOutcome; subject?: string }
  | { type: "withdraw"; mail: string; claim: string; reason: string }
  | {
      type: "effectDone";
      effect: string;
      claim: string;
      ok: boolean;
      result: string;
      fills?: Record<string, AttributeValue>;
    }
  | { type: "called"; note?: string; outcome?: string; chips: Record<string, string | boolean> }
  | { type: "accepted" }
  | { type: "assigned"; owner: string }
  | { type: "returned"; reason: ReturnReason; note?: string }
  /** The answer to a hand-off is taken back. */
  | { type: "reopened" }
  | { type: "deal"; change: DealChange }
  | { type: "company"; company: string; seen: CompanySeen }
  /** `from`: not before that moment. */
  | { type: "enrol"; workflow: string; from?: Instant }
  | { type: "leave"; workflow: string; reason: string }
  | { type: "migrate"; workflow: string; version: number; map: Record<string, string> }
  | { type: "unsuppressed" }
  /** What newly published conditions and scoring models make of the past. */
  | { type: "caughtUp"; facts?: Lead["facts"]; score?: Score; model?: number }
  | { type: "erased" }
  | { type: "parked"; reason: string }
  | { type: "unparked" }
);
export type CauseOf<Type extends Cause["type"]> = Extract<Cause, { type: Type }>;

/** A person came in: by a form, a list, or the API. */
export type Capture = {
  via: "form" | "import" | "api" | "deal";
  email: string;
  name?: string;
  company?: { key: string; name: string };
  /** The company's state, read with the cause: joining records it at once. */
  companySeen?: CompanySeen;
  attributes: Record<string, AttributeValue>;
  tags: string[];
  list?: string;
  source?: string;
  payload?: string;
  occurredAt?: Instant;
  consent?: Consent;
  optedOut?: boolean;
};

export type Update = {
  name?: string;
  company?: { key: string; name: string };
  companySeen?: CompanySeen;
  attributes?: Record<string, AttributeValue>;
  addTags?: string[];
  removeTags?: string[];
  stage?: Stage;
  /** Null: nobody's any more. */
  owner?: string | null;
};

export type ClickEvidence = { method: string; userAgent?: string; occurredAt: Instant };

export type MailEvent =
  | { kind: "sent" }
  | { kind: "delivered" }
  | { kind: "opened"; userAgent?: string }
  | { kind: "bounced"; bounce: "permanent" | "transient"; reason: string }
  | { kind: "complained" }
  | { kind: "failed"; reason: string };

export type DealChange = { deal: DealFacts; stage: string } & (
  | { to: "open" }
  | { to: "lost"; reason: LostReason; closedAt: Instant; rekindle?: Rekindle }
  | { to: "won" }
  | { to: "withdrawn"; was: "open" | "won" | "lost" }
);
