import type { Lead } from "@rekindle/core/leads/lead";
import { totalAt } from "@rekindle/core/scoring/score";
import { csvLine } from "./export-file.ts";
import { iso } from "./iso.ts";

/** A row for each person, with the newest consent; attributes as JSON, since everybody has others. */
const columns: Record<string, (lead: Lead, now: number) => string> = {
  id: ({ id }) => id,
  email: ({ email }) => email,
  name: ({ name = "" }) => name,
  company: ({ company }) => company?.name ?? "",
  stage: ({ stage }) => stage,
  owner: ({ owner = "" }) => owner,
  tags: ({ tags }) => tags.join(";"),
  lists: ({ lists }) => lists.join(";"),
  score: ({ score }, now) => String(Math.round(totalAt(score, now) * 100) / 100),
  fit: ({ score }) => String(score.fit),
  consentBasis: (lead) => consentOf(lead)?.basis ?? "none",
  consentAt: (lead) => when(consentOf(lead)?.at),
  consentSource: (lead) => consentOf(lead)?.source ?? "",
  consentEvidence: (lead) => consentOf(lead)?.evidence ?? "",
  optedOutAt: ({ gate }) => when(gate.optedOutAt),
  suppressed: ({ gate }) => gate.suppressed?.reason ?? "",
  createdAt: ({ createdAt }) => when(createdAt),
  engagedAt: ({ engagedAt }) => when(engagedAt),
  attributes: ({ attributes }) => (Object.keys(attributes).length === 0 ? "" : JSON.stringify(attributes)),
};

const consentOf = ({ consents }: Lead) => consents.at(-1);
const when = (at: number | undefined): string => (at === undefined ? "" : iso(at));

export const csvHead = csvLine(Object.keys(columns));
export const csvRow = (lead: Lead, now: number): string => csvLine(Object.values(columns).map((of) => of(lead, now)));
