import type { Deal } from "@rekindle/core/deals/deal";
import type { Company } from "@rekindle/core/engine/company";
import { fromItem } from "@rekindle/core/engine/lead-store";
import type { Fact } from "@rekindle/core/leads/entry";
import type { Process } from "./process.ts";
import type { Written } from "./truth.ts";

/** Since which operation a lock holds, and until which. */
type Span = { why: string; from: number; to: number };

/** Only the person's own later opt-in takes an opt-out back. */
const lifted = (fact: Fact): boolean => fact.type === "consent.given" && fact.liftsOptOut === true;

/** What stands between people and mail, by the order of the commits; remembered also if somebody overwrites it. */
export const locks = () => {
  const leads = new Map<string, Span[]>();
  const companies = new Map<string, Span[]>();
  /** Order of the last consistent look that a worker took at a company. */
  const looks = new Map<Process, Map<string, number>>();
  const open = (all: Map<string, Span[]>, id: string, why: string, from: number): void => {
    const spans = all.get(id) ?? [];
    if (!spans.some((span) => span.why === why && span.to === Number.POSITIVE_INFINITY))
      all.set(id, [...spans, { why, from, to: Number.POSITIVE_INFINITY }]);
  };
  const close = (all: Map<string, Span[]>, id: string, why: string, to: number): void => {
    for (const span of all.get(id) ?? []) if (span.why === why && span.to === Number.POSITIVE_INFINITY) span.to = to;
  };
  const at = (spans: Span[] | undefined, order: number): string | undefined =>
    spans?.find(({ from, to }) => from <= order && order < to)?.why;
  return {
    wrote: ({ order, key, after }: Written): void => {
      if (after === undefined) return;
      if (key.sk === "lead") {
        const { id, gate, rev, tail } = fromItem(after);
        const lifts = tail.some((entry) => entry.rev === rev && entry.facts.some(lifted));
        if (lifts) close(leads, id, "opted out", order);
        if (gate.optedOutAt !== undefined) open(leads, id, "opted out", order);
        if (gate.suppressed !== undefined) open(leads, id, "suppressed", order);
      }
      if (key.sk === "deal") {
        const { id, lead, state }: Deal = JSON.parse(after.body);
        if (lead !== undefined && state === "open") open(leads, lead, `deal ${id}`, order);
        if (lead !== undefined && state !== "open") close(leads, lead, `deal ${id}`, order);
      }
      if (key.sk === "company") {
        const { key: company, open: deals }: Company = JSON.parse(after.body);
        if (deals.length > 0) open(companies, company, "a deal", order);
        else close(companies, company, "a deal", order);
      }
    },
    /** Why the lead's own gate was shut before that commit, and not opened by it. */
    ofLead: (lead: string, order: number): string | undefined =>
      at(leads.get(lead), order) === undefined ? undefined : at(leads.get(lead), order - 1),
    read: (process: Process, keys: string[], order: number): void => {
      const known = looks.get(process) ?? new Map<string, number>();
      looks.set(process, known);
      for (const key of keys) known.set(key, order);
    },
    /** Had the company a deal when the worker looked after its commit? Who did not look knows only its commit. */
    companyOpen: (company: string, process: Process, committed: number): boolean => {
      const looked = looks.get(process)?.get(company) ?? 0;
      return at(companies.get(company), Math.max(looked, committed)) !== undefined;
    },
  };
};
