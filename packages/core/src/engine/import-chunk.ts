import type { Deal } from "../deals/deal.ts";
import type { Rekindle } from "../leads/entry.ts";
import type { Lead, LostReason } from "../leads/lead.ts";
import { held, shut } from "../mail/gate.ts";
import { turnOf } from "../workspace/spread.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import { change } from "./deals.ts";
import type { Engine } from "./engine.ts";
import { capture } from "./identity.ts";
import type { ImportPlan, Rekindling } from "./import-plan.ts";
import { counted, name as named, reject } from "./import-report.ts";
import type { DealLine, LeadLine } from "./imports.ts";
import type { JobRecord, Report } from "./job.ts";
import { bodyOf, keys } from "./keys.ts";
import { find } from "./lead-store.ts";

/** What one piece made, for whoever takes the import back. */
export type Made = { leads: string[]; deals: { id: string; print: string }[] };
/** So long an import can be taken back at all. */
const MADE_MS = 30 * 86_400_000;

/**
 * Takes in one chunk. Row n's cause is named after job and line, so a resumed job does nothing twice, and it was created
 * by this row exactly if the address's first cause is this row's.
 */
export const importChunk = async (engine: Engine, job: JobRecord, plan: ImportPlan): Promise<JobRecord> => {
  const { table, clock } = engine.world;
  const item = await table.get(keys.rows(job.id, plan.chunk), "consistent");
  if (item === undefined) return { ...job, state: "failed", error: `Rows of part ${plan.chunk} are missing` };
  const report: Report = {
    ...job.report,
    rejected: [...job.report.rejected],
    faults: { ...job.report.faults },
    lines: { merged: [...job.report.lines.merged], heldBack: [...job.report.lines.heldBack] },
  };
  const before = counted(report);
  const made: Made = { leads: [], deals: [] };
  let { started } = plan;
  if (job.kind === "leads")
    for (const line of bodyOf<LeadLine[]>(item)) await takeLead(engine, job, plan, line, report, made);
  else
    for (const line of bodyOf<DealLine[]>(item))
      if (await takeDeal(engine, job, { ...plan, started }, line, report, made)) started += 1;
  if (made.leads.length + made.deals.length > 0)
    await table.put([
      { ...keys.made(job.id, plan.chunk), rev: 1, body: JSON.stringify(made), expiresAt: clock.now() + MADE_MS },
    ]);
  const chunk = plan.chunk + 1;
  return {
    ...job,
    report,
    plan: { ...plan, chunk, started },
    done: job.done + counted(report) - before,
    state: chunk >= plan.chunks ? "done" : "running",
  };
};

const takeLead = async (
  engine: Engine,
  { id, createdAt }: JobRecord,
  { list, consent }: ImportPlan,
  { line, row, held: isHeld = false }: LeadLine,
  report: Report,
  made: Made,
): Promise<void> => {
  const { email, name, company, attributes, tags, optedOut, evidence } = row;
  const captured = await capture(
    engine,
    {
      via: "import",
      email,
      attributes,
      tags,
      optedOut: isHeld,
      consent: {
        basis: consent,
        at: createdAt,
        source: list ?? "import",
        ...(evidence === undefined ? {} : { evidence }),
      },
      ...(name === undefined ? {} : { name }),
      ...(company === undefined ? {} : { company }),
      ...(list === undefined ? {} : { list }),
    },
    { id: `${id}:${line}`, at: createdAt },
  );
  if (captured.status === "suppressed") {
    const reason = "This person was erased. Only their own opt-in lets them in again.";
    return reject(report, { line, reason, fault: "erased" });
  }
  if (captured.status === "created") made.leads.push(captured.lead.id);
  count(report, line, captured.status === "created");
  if (consent === "none") report.noConsent += 1;
  if (!optedOut) return;
  report.heldBack += 1;
  named(report.lines.heldBack, line);
};

/** Whether the person got a turn to begin. */
const takeDeal = async (
  engine: Engine,
  { id: job, createdAt }: JobRecord,
  { rekindling, consent, list, started }: ImportPlan,
  { line, row, older = false }: DealLine,
  report: Report,
  made: Made,
): Promise<boolean> => {
  const { status: _, email, company, warnings: __, lostReasonText, lostReason, ...deal } = row;
  const { settings } = await current(engine);
  const from = rekindling === undefined ? undefined : turnOf(started, rekindling.perDay, createdAt, settings);
  const rekindle = rekindleBy(rekindling, { from, reason: lostReason, older });
  const outcome = await change(
    engine,
    {
      ...deal,
      // A list that names no reason does not take one away.
      ...(lostReason === undefined || lostReasonText === undefined ? {} : { lostReason }),
      ...(row.id === undefined ? {} : { id: dealId(row.id) }),
      ...(email === undefined ? {} : { leadEmail: email }),
      ...(company === undefined ? {} : { company: company.name }),
      // What a list says of a deal is as old as its end: a later change in the CRM wins.
      modifiedAt: row.modifiedAt ?? row.closedAt ?? createdAt,
    },
    {
      at: createdAt,
      cause: `${job}:${line}`,
      ...(rekindle === undefined ? {} : { rekindle }),
      ...(consent === "none" ? {} : { consent: { basis: consent, at: createdAt, source: list ?? "deals" } }),
    },
  );
  if (outcome.newLead !== undefined) made.leads.push(outcome.newLead);
  const created = outcome.deal.origin === `${job}:${line}`;
  if (created) made.deals.push({ id: outcome.deal.id, print: printOf(outcome.deal) });
  count(report, line, created);
  if (from === undefined || outcome.deal.state !== "lost" || outcome.deal.lead === undefined) return false;
  const lead = await find(engine, outcome.deal.lead, "consistent");
  return lead !== undefined && begins(lead, outcome.deal, from);
};

/** What a person who imports the list said of this loss; undefined: they said nothing, and the triggers decide alone. */
export const rekindleBy = (
  rekindling: Rekindling | undefined,
  { from, reason = "other", older }: { from: Instant | undefined; reason: LostReason | undefined; older: boolean },
): Rekindle | undefined => {
  if (rekindling === undefined || from === undefined) return undefined;
  const workflow = older || rekindling.later ? null : rekindling.workflows?.[reason];
  return workflow === undefined ? { from } : { from, workflow };
};

/** Whoever changed the deal since changed this. */
export const printOf = ({ stage, modifiedAt, lostReason }: Deal): string =>
  `${stage} ${modifiedAt} ${lostReason ?? ""}`;

export const dealId = (written: string): string => `deal_${written.replace(/[^A-Za-z0-9]/g, "")}`;

/** A turn is used by who will be mailed at it: not by whom the gate holds, nor by whose wait is longer. */
export const begins = (lead: Lead, deal: Pick<Deal, "id">, at: number): boolean =>
  lead.enrolments.some((one) => one.deal?.id === deal.id && one.state === "pending" && one.until === at) &&
  lead.stage !== "customer" &&
  lead.gate.company?.won !== true &&
  shut(lead) === undefined &&
  held(lead) === undefined;

const count = (report: Report, line: number, created: boolean): void => {
  if (created) report.created += 1;
  else {
    report.merged += 1;
    named(report.lines.merged, line);
  }
};
