import type { Chosen } from "../leads/chosen-columns.ts";
import { type DealRow, dealColumns, toDealRow } from "../leads/deal-columns.ts";
import { type LeadRow, leadColumns, toLeadRow } from "../leads/list-columns.ts";
import * as ListFile from "../leads/list-file.ts";
import type { RowFault } from "../leads/row-fault.ts";

/** A list that can be read from its beginning as often as is needed, one row at a time: no list is ever held as a whole. */
export type Source<Row> = {
  format: ListFile.ListFormat;
  /** What each column that is taken in is about. */
  columns: { header: string; target: string }[];
  rows(): Generator<{ line: number; row: Row; cells: string[] } | Bad>;
};
/** A row that cannot be taken in, as it was written. */
export type Bad = { line: number; reason: string; fault: RowFault; cells: string[] };
export type Opened<Row> = { status: "ok"; source: Source<Row> } | { status: "refused"; reason: string };
export type GoodLead = Extract<LeadRow, { status: "ok" }>;
export type GoodDeal = Extract<DealRow, { status: "ok" }>;

export const openLeads = (bytes: Uint8Array, zone: string, chosen: Chosen = {}): Opened<GoodLead> => {
  const format = ListFile.formatOf(bytes);
  const found = tooWide(format) ?? leadColumns(format.header, chosen);
  if (found.status === "refused") return found;
  const { columns } = found;
  return opened(bytes, format, columns, (cells) => toLeadRow(columns, cells, zone));
};

export const openDeals = (bytes: Uint8Array, zone: string, chosen: Chosen = {}): Opened<GoodDeal> => {
  const format = ListFile.formatOf(bytes);
  const found = tooWide(format) ?? dealColumns(format.header, chosen);
  if (found.status === "refused") return found;
  const { columns } = found;
  return opened(bytes, format, columns, (cells) => toDealRow(columns, cells, zone));
};

/** Every row has every column: a header without bound would make a short file a very large table. */
const tooWide = ({ header }: ListFile.ListFormat): { status: "refused"; reason: string } | undefined =>
  header.length > MOST_COLUMNS
    ? { status: "refused", reason: `The list has ${header.length} columns: at most ${MOST_COLUMNS}` }
    : undefined;
const MOST_COLUMNS = 1_000;

type Read<Row> = (Row & { status: "ok" }) | { status: "rejected"; reason: string; fault: RowFault };

const opened = <Row extends { status: "ok" }>(
  bytes: Uint8Array,
  format: ListFile.ListFormat,
  columns: Source<Row>["columns"],
  read: (cells: Record<string, string>) => Read<Row>,
): Opened<Row> => ({
  status: "ok",
  source: {
    format,
    columns,
    *rows() {
      let from = format.start.offset;
      for (const { entry, next } of ListFile.entries(bytes, format)) {
        if ("cells" in entry) {
          const row = read(entry.cells);
          const cells = format.header.map((name) => entry.cells[name] ?? "");
          if (row.status === "ok") yield { line: entry.line, row, cells };
          else yield { line: entry.line, reason: row.reason, fault: row.fault, cells };
        } else yield { ...entry, cells: [textOf(bytes, format, from, next.offset)] };
        from = next.offset;
      }
    },
  },
});

/** A line that is no row, as well as it can be read. */
const textOf = (bytes: Uint8Array, { encoding }: ListFile.ListFormat, from: number, to: number): string =>
  encoding === "utf-16le" || encoding === "utf-16be"
    ? ""
    : new TextDecoder(encoding).decode(bytes.subarray(from, Math.min(to, from + 2_000))).trimEnd();
