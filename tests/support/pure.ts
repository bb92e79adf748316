import type { Catalogue } from "@rekindle/core/catalogue";
import { asked } from "@rekindle/core/engine/catalogue";
import { blank } from "@rekindle/core/leads/blank";
import type { Cause } from "@rekindle/core/leads/cause";
import type { Lead } from "@rekindle/core/leads/lead";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import type { ScoringModel } from "@rekindle/core/scoring/model";
import { decide } from "@rekindle/core/story/decide";
import type { Given } from "@rekindle/core/story/turn";
import { defaults } from "@rekindle/core/workspace/settings";

/** A catalogue with a scoring model and nothing else. */
export const catalogueOf = (scoring: ScoringModel = defaultModel, more: Partial<Catalogue> = {}): Catalogue => ({
  rev: 1,
  settings: defaults,
  scoring,
  scoringVersion: 0,
  workflows: {},
  templates: {},
  graphs: {},
  mails: {},
  ...asked([], scoring),
  ...more,
});

export const givenAt = (now: number, catalogue: Catalogue = catalogueOf()): Given => ({
  now,
  claim: "claim_1",
  catalogue,
  roster: {},
  watermark: 0,
});

/** A lead that came in by a list at `at`. */
export const newcomer = (at: number, catalogue: Catalogue = catalogueOf()): Lead =>
  decide(
    blank("lead_01", at),
    {
      type: "captured",
      id: "row",
      at,
      capture: {
        via: "import",
        email: "a@fuji.example",
        attributes: {},
        tags: [],
        consent: { basis: "businessCard", at },
      },
    },
    givenAt(at, catalogue),
  ).lead;

/** The causes one after the other, all told at `now`. */
export const after = (lead: Lead, causes: Cause[], given: Given): Lead =>
  causes.reduce((known, cause) => decide(known, cause, given).lead, lead);

export const clickAt = (occurredAt: number, id: string): Cause => ({
  type: "clicked",
  id,
  at: occurredAt,
  mail: "e1-hello-1",
  template: "hello",
  templateVersion: 1,
  link: 1,
  url: "https://example.com/guide",
  evidence: { method: "GET", occurredAt },
});
export const viewAt = (occurredAt: number, path: string, id: string): Cause => ({
  type: "tracked",
  id,
  at: occurredAt,
  name: "page.viewed",
  properties: { path },
  occurredAt,
});
