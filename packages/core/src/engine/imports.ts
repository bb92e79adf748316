import type { Chosen } from "../leads/chosen-columns.ts";
import type { ConsentBasis } from "../leads/lead.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { noteImported, remember } from "./import-memory.ts";
import type { ImportPlan, Rekindling } from "./import-plan.ts";
import { reject } from "./import-report.ts";
import { type Bad, type GoodDeal, type GoodLead, openDeals, openLeads, type Source } from "./import-source.ts";
import { emptyReport, type Report, startJob } from "./job.ts";
import { keys, padded } from "./keys.ts";
import { newestLosses } from "./losses.ts";
import { partsOf } from "./row-store.ts";

/** `held`: some row of the list says that this address wants no mail; one such row wins. */
export type LeadLine = { line: number; row: GoodLead; held?: boolean };
/** `older`: the same person has a deal in the list that was lost later; that one takes them up. */
export type DealLine = { line: number; row: GoodDeal; older?: boolean };

/** Rows of one piece of work: within one function's life by far. */
const PER_CHUNK = 100;
/** Rows that cannot be taken in are kept so long, to be mended. */
const BAD_ROWS_MS = 30 * 86_400_000;
/** Others get their turn after so many rows. */
const BREATH = 500;

export type ImportOptions = {
  list?: string;
  consent?: ConsentBasis;
  columns?: Chosen;
  /** What it is called, and a hash of what is in it. */
  file?: { name?: string; hash: string };
  rekindling?: Rekindling;
  /** Lets others have a turn. */
  breathe?: () => Promise<void>;
};
export type Started = { status: "started"; job: string } | { status: "refused"; reason: string };

/** Reads a list of leads and begins to take it in. What cannot be read is in the report from the start, by line. */
export const importLeads = async (engine: Engine, bytes: Uint8Array, options: ImportOptions = {}): Promise<Started> => {
  const { settings } = await current(engine);
  const opened = openLeads(bytes, settings.timeZone, options.columns);
  if (opened.status === "refused") return opened;
  const { source } = opened;
  const optedOut = new Set<string>();
  for await (const read of breathing(source, options))
    if ("row" in read && read.row.optedOut) optedOut.add(read.row.email);
  const begun = begin(engine, options);
  for await (const read of breathing(source, options))
    if ("row" in read) await begun.take({ line: read.line, row: read.row, held: optedOut.has(read.row.email) });
    else await begun.refuse(read);
  return begun.start("leads", source.format.header, options);
};

/** The same for deals. Open and won ones come first: whoever is lost at a company that is a customer's is known to be so. */
export const importDeals = async (engine: Engine, bytes: Uint8Array, options: ImportOptions = {}): Promise<Started> => {
  const { settings } = await current(engine);
  const opened = openDeals(bytes, settings.timeZone, options.columns);
  if (opened.status === "refused") return opened;
  const { source } = opened;
  const begun = begin(engine, options);
  const losses = newestLosses();
  for await (const read of breathing(source, options)) {
    if (!("row" in read)) await begun.refuse(read);
    else if (read.row.stage === "lost") losses.note(read.line, read.row);
    else await begun.take({ line: read.line, row: read.row });
  }
  for await (const read of breathing(source, options)) {
    if (!("row" in read) || read.row.stage !== "lost") continue;
    const older = losses.isOlder(read.line, read.row);
    await begun.take({ line: read.line, row: read.row, ...(older ? { older } : {}) });
  }
  return begun.start("deals", source.format.header, options);
};

export async function* breathing<Row>(
  source: Source<Row>,
  { breathe }: Pick<ImportOptions, "breathe">,
): AsyncGenerator<{ line: number; row: Row; cells: string[] } | Bad> {
  let read = 0;
  for (const one of source.rows()) {
    yield one;
    read += 1;
    if (read % BREATH === 0) await breathe?.();
  }
}

/** Rows go into the table in pieces while they are read. */
const begin = (engine: Engine, { list, consent = "none", file, rekindling, columns }: ImportOptions) => {
  const { world } = engine;
  const id = world.ids.next("job");
  const createdAt = world.clock.now();
  const report: Report = emptyReport();
  let taken = 0;
  const rows = partsOf<LeadLine | DealLine>(world, (part) => keys.rows(id, part), { size: PER_CHUNK });
  const bad = partsOf<Bad>(world, (part) => keys.badRows(id, padded(part)), {
    size: PER_CHUNK,
    expiresAt: createdAt + BAD_ROWS_MS,
  });
  return {
    take: async (line: LeadLine | DealLine) => {
      taken += 1;
      await rows.add(line);
    },
    refuse: async (row: Bad) => {
      reject(report, row);
      await bad.add({ ...row, cells: row.cells.map((cell) => cell.slice(0, 1_000)) });
    },
    start: async (kind: "leads" | "deals", header: string[], options: ImportOptions): Promise<Started> => {
      const chunks = await rows.end();
      const parts = await bad.end();
      const refused = Object.values(report.faults).reduce((sum, n) => sum + n, 0);
      if (parts > 0)
        await world.table.put([
          {
            ...keys.badRows(id, "header"),
            rev: 1,
            body: JSON.stringify(header),
            expiresAt: createdAt + BAD_ROWS_MS,
          },
        ]);
      const plan: ImportPlan = {
        kind: "import",
        chunk: 0,
        chunks,
        consent,
        started: 0,
        ...(list === undefined ? {} : { list }),
        ...(file?.name === undefined ? {} : { file: file.name }),
        ...(rekindling === undefined ? {} : { rekindling }),
      };
      if (columns !== undefined) await remember(engine, kind, header, { columns });
      await startJob(engine, {
        id,
        kind,
        state: chunks === 0 ? "done" : "running",
        done: refused,
        total: taken + refused,
        createdAt,
        report,
        plan,
      });
      if (options.file !== undefined) await noteImported(engine, options.file.hash, id);
      return { status: "started", job: id };
    },
  };
};
