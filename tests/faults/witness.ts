import type { Lead, MailEffect } from "@rekindle/core/leads/lead";
import type { Instant } from "@rekindle/core/world/world";
import type { Invocation, Process } from "./process.ts";
import type { Sim } from "./sim.ts";
import type { Truth } from "./truth.ts";

/** One attempt at a mail, as its commit stands in the table. */
export type Authorisation = {
  lead: string;
  mail: string;
  attempt: number;
  claim: string;
  by: Process;
  invocation: Invocation;
  order: number;
  at: Instant;
  /** By the worker's clock, as the record says: the send budget counts from here. */
  decidedAt: Instant;
  company: string | undefined;
  /** Order at which SES was called for it: what goes wrong with the call is noted from there on. */
  calledAt?: number;
};
/** SES took it. `auth` is absent when the worker had nothing to go by. */
export type Acceptance = {
  lead: string;
  mail: string;
  auth: Authorisation | undefined;
  invocation: Invocation;
  at: Instant;
};

/** Called when the world sees something happen: the people of the story react to it. */
export type Hooks = {
  authorised?(lead: Lead, effect: MailEffect): void;
  accepted?(lead: string, mail: string): void;
  reached?(lead: Lead, step: string, until: Instant): void;
};

export type Witness = { sim: Sim; skewMs: number; table: () => Truth; trace: (what: () => string) => void };

export const mailKey = (lead: string, mail: string): string => `${lead} ${mail}`;
