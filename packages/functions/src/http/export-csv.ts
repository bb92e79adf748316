import type { Lead } from "@rekindle/core/leads/lead";
import { totalAt } from "@rekindle/core/scoring/score";
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

export const csvHead = `${Object.keys(columns).join(",")}\r\n`;
export const csvRow = (lead: Lead, now: number): string =>
  `${Object.values(columns)
    .map((of) => cell(of(lead, now)))
    .join(",")}\r\n`;

/** What a spreadsheet would take for a formula is shown as text: names come from forms that anybody can fill in. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
