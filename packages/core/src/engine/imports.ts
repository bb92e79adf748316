import { type DealRow, dealColumns, toDealRow } from "../leads/deal-columns.ts";
import type { ConsentBasis } from "../leads/lead.ts";
import { type LeadRow, leadColumns, toLeadRow } from "../leads/list-columns.ts";
import * as ListFile from "../leads/list-file.ts";
import { current } from "./catalogue.ts";
import { change } from "./deals.ts";
import type { Engine } from "./engine.ts";
import { capture } from "./identity.ts";
import { emptyReport, type ImportPlan, type JobRecord, type Report, startJob } from "./job.ts";
import { bodyOf, keys } from "./keys.ts";

/** `held`: some row of the list says that this address wants no mail; one such row wins. */
type Line<Row> = { line: number; row: Extract<Row, { status: "ok" }>; held?: boolean };

/** Rows of one piece of work: within one function's life by far. */
const PER_CHUNK = 100;

export type ImportOptions = { list?: string; consent?: ConsentBasis };
export type Started = { status: "started"; job: string } | { status: "refused"; reason: string };

/** Reads a list of leads and begins to take it in. What cannot be read is in the report from the start, by line. */
export const importLeads = async (engine: Engine, bytes: Uint8Array, options: ImportOptions = {}): Promise<Started> => {
  const { settings } = await current(engine);
  const format = ListFile.formatOf(bytes);
  const columns = tooWide(format) ?? leadColumns(format.header);
  if (columns.status === "refused") return columns;
  const { lines, report } = readRows(bytes, format, (cells) => toLeadRow(columns.columns, cells, settings.timeZone));
  const optedOut = new Set(lines.filter(({ row }) => row.optedOut).map(({ row }) => row.email));
  const agreed = lines.map(({ line, row }) => ({ line, row, held: optedOut.has(row.email) }));
  return start(engine, "leads", agreed, report, options);
};

/** The same for deals. */
export const importDeals = async (engine: Engine, bytes: Uint8Array, options: ImportOptions = {}): Promise<Started> => {
  const { settings } = await current(engine);
  const format = ListFile.formatOf(bytes);
  const columns = tooWide(format) ?? dealColumns(format.header);
  if (columns.status === "refused") return columns;
  const { lines, report } = readRows(bytes, format, (cells) => toDealRow(columns.columns, cells, settings.timeZone));
  return start(engine, "deals", lines, report, options);
};

/** Every row has every column: a header without bound would make a short file a very large table. */
const tooWide = ({ header }: ListFile.ListFormat): { status: "refused"; reason: string } | undefined =>
  header.length > MOST_COLUMNS
    ? { status: "refused", reason: `The list has ${header.length} columns: at most ${MOST_COLUMNS}` }
    : undefined;
const MOST_COLUMNS = 1_000;

const readRows = <Row extends { status: "ok" } | { status: "rejected"; reason: string }>(
  bytes: Uint8Array,
  format: ListFile.ListFormat,
  toRow: (cells: Record<string, string>) => Row,
): { lines: { line: number; row: Extract<Row, { status: "ok" }> }[]; report: Report } => {
  const report = emptyReport();
  const lines: { line: number; row: Extract<Row, { status: "ok" }> }[] = [];
  for (const { entry } of ListFile.entries(bytes, format)) {
    if ("reason" in entry) report.rejected.push(entry);
    else {
      const row = toRow(entry.cells);
      if (isOk(row)) lines.push({ line: entry.line, row });
      else if (row.status === "rejected") report.rejected.push({ line: entry.line, reason: row.reason });
    }
  }
  return { lines, report };
};
const isOk = <Row extends { status: string }>(row: Row): row is Extract<Row, { status: "ok" }> => row.status === "ok";

const start = async (
  engine: Engine,
  kind: "leads" | "deals",
  lines: unknown[],
  report: Report,
  { list, consent = "none" }: ImportOptions,
): Promise<Started> => {
  const { world } = engine;
  const id = world.ids.next("job");
  const chunks = Math.ceil(lines.length / PER_CHUNK);
  await world.table.put(
    Array.from({ length: chunks }, (_, chunk) => ({
      ...keys.rows(id, chunk),
      rev: 1,
      body: JSON.stringify(lines.slice(chunk * PER_CHUNK, (chunk + 1) * PER_CHUNK)),
    })),
  );
  await startJob(engine, {
    id,
    kind,
    state: chunks === 0 ? "done" : "running",
    done: report.rejected.length,
    total: lines.length + report.rejected.length,
    createdAt: world.clock.now(),
    report,
    plan: { kind: "import", chunk: 0, chunks, consent, ...(list === undefined ? {} : { list }) },
  });
  return { status: "started", job: id };
};

/**
 * Takes in one chunk. Row n's cause is named after job and line, so a resumed job does nothing twice, and it was created
 * by this row exactly if the address's first cause is this row's.
 */
export const importChunk = async (engine: Engine, job: JobRecord, plan: ImportPlan): Promise<JobRecord> => {
  const item = await engine.world.table.get(keys.rows(job.id, plan.chunk), "consistent");
  if (item === undefined) return { ...job, state: "failed", error: `Rows of part ${plan.chunk} are missing` };
  const report: Report = {
    ...job.report,
    rejected: [...job.report.rejected],
    lines: { merged: [...job.report.lines.merged], heldBack: [...job.report.lines.heldBack] },
  };
  const before = counted(report);
  if (job.kind === "leads")
    for (const line of bodyOf<Line<LeadRow>[]>(item)) await takeLead(engine, job, plan, line, report);
  else for (const line of bodyOf<Line<DealRow>[]>(item)) await takeDeal(engine, job, line, report);
  const chunk = plan.chunk + 1;
  return {
    ...job,
    report,
    plan: { ...plan, chunk },
    done: job.done + counted(report) - before,
    state: chunk >= plan.chunks ? "done" : "running",
  };
};

const counted = ({ created, merged, rejected }: Report): number => created + merged + rejected.length;

const takeLead = async (
  engine: Engine,
  { id, createdAt }: JobRecord,
  { list, consent }: ImportPlan,
  { line, row, held = false }: Line<LeadRow>,
  report: Report,
): Promise<void> => {
  const { email, name, company, attributes, tags, optedOut, evidence } = row;
  const captured = await capture(
    engine,
    {
      via: "import",
      email,
      attributes,
      tags,
      optedOut: held,
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
    report.rejected.push({ line, reason: "This person was erased. Only their own opt-in lets them in again." });
    return;
  }
  count(report, line, captured.status === "created");
  if (consent === "none") report.noConsent += 1;
  if (!optedOut) return;
  report.heldBack += 1;
  report.lines.heldBack.push(line);
};

const takeDeal = async (
  engine: Engine,
  { id: job, createdAt }: JobRecord,
  { line, row }: Line<DealRow>,
  report: Report,
): Promise<void> => {
  const { status: _, email, company, warnings: __, lostReasonText, lostReason, ...deal } = row;
  const outcome = await change(
    engine,
    {
      ...deal,
      // A list that names no reason does not take one away.
      ...(lostReason === undefined || lostReasonText === undefined ? {} : { lostReason }),
      ...(row.id === undefined ? {} : { id: `deal_${row.id.replace(/[^A-Za-z0-9]/g, "")}` }),
      ...(email === undefined ? {} : { leadEmail: email }),
      ...(company === undefined ? {} : { company: company.name }),
      // What a list says of a deal is as old as its end: a later change in the CRM wins.
      modifiedAt: row.modifiedAt ?? row.closedAt ?? createdAt,
    },
    { at: createdAt, cause: `${job}:${line}` },
  );
  count(report, line, outcome.status === "created");
};

const count = (report: Report, line: number, created: boolean): void => {
  if (created) report.created += 1;
  else {
    report.merged += 1;
    report.lines.merged.push(line);
  }
};
