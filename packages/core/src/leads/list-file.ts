import { decodeIn, encodingOf } from "./encoding.ts";
import { cellsOf } from "./list-cells.ts";
import { bytesOf, type FileEncoding, type Lines, lineAt, newlineOf, type Position, piecesOf } from "./list-lines.ts";
import { recordAt } from "./list-record.ts";
import type { RowFault } from "./row-fault.ts";

/** A whole list at once. For long lists take `formatOf` and `entries`, which hold one row at a time. */
export const read = (bytes: Uint8Array): ListFile => {
  const format = formatOf(bytes);
  const rows: Row[] = [];
  const broken: Broken[] = [];
  for (const { entry } of entries(bytes, format)) "cells" in entry ? rows.push(entry) : broken.push(entry);
  return { encoding: format.encoding, header: format.header, rows, broken };
};

export type ListFile = { encoding: FileEncoding; header: string[]; rows: Row[]; broken: Broken[] };
/** `line` = the physical line that the record begins on; the header is on 1. */
export type Row = { line: number; cells: Record<string, string> };
export type Broken = { line: number; reason: string; fault: RowFault };
/** How the file is written. Plain data: a job stores it beside its position. */
export type ListFormat = {
  encoding: FileEncoding;
  delimiter: string;
  newline: number;
  header: string[];
  /** The first record after the header. */
  start: Position;
};

/** Encoding, delimiter (comma, tab, semicolon) and header, found in the bytes. */
export const formatOf = (file: Uint8Array): ListFormat => {
  const utf16 =
    file[0] === 0xff && file[1] === 0xfe ? "utf-16le" : file[0] === 0xfe && file[1] === 0xff ? "utf-16be" : undefined;
  const bytes = bytesOf(file, utf16 ?? "utf-8");
  const newline = newlineOf(bytes);
  const encoding = utf16 ?? encodingOf(piecesOf(bytes, newline));
  const lines = linesOf(bytes, newline, encoding);
  let at: Position = { offset: 0, line: 1 };
  let delimiter: string | undefined;
  for (let line = lineAt(lines, at); line !== undefined; line = lineAt(lines, at)) {
    const said = /^sep=(.)$/.exec(line.text ?? "")?.[1];
    if (said === undefined && line.text?.trim() !== "") break;
    delimiter = said ?? delimiter;
    at = line.next;
  }
  delimiter ??= delimiterOf(lineAt(lines, at)?.text ?? "");
  const record = recordAt(lines, delimiter, at, 0);
  return { encoding, delimiter, newline, header: headerOf(record?.cells ?? []), start: record?.next ?? at };
};

/** The records from `from` on, one at a time, each with where the next one begins. Empty lines are no records. */
export function* entries(
  file: Uint8Array,
  format: ListFormat,
  from: Position = format.start,
): Generator<{ entry: Row | Broken; next: Position }> {
  const { header, delimiter, newline, encoding } = format;
  const lines = linesOf(bytesOf(file, encoding), newline, encoding);
  let at = from;
  for (let found = recordAt(lines, delimiter, at, header.length); found !== undefined; ) {
    const { line } = at;
    at = found.next;
    if (found.reason !== undefined) yield { entry: { line, reason: found.reason, fault: found.fault }, next: at };
    else if (found.cells.some((cell) => cell.trim() !== ""))
      yield { entry: entryOf(line, found.cells, header), next: at };
    found = recordAt(lines, delimiter, at, header.length);
  }
}

const linesOf = (bytes: Uint8Array, newline: number, encoding: FileEncoding): Lines => ({
  bytes,
  newline,
  decode: decodeIn(encoding === "utf-16le" || encoding === "utf-16be" ? "utf-8" : encoding),
});

const entryOf = (line: number, cells: string[], header: string[]): Row | Broken => {
  if (cells.slice(header.length).some((cell) => cell.trim() !== ""))
    return {
      line,
      fault: "cells",
      reason: `${cells.length} cells where the header has ${header.length}: a cell that holds the separator must stand in quotation marks`,
    };
  // fromEntries defines own properties: a column named __proto__ stays a column.
  return { line, cells: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])) };
};

const delimiterOf = (line: string): string => {
  const counted = [",", "\t", ";"].map((delimiter) => {
    const cells = cellsOf(line, delimiter);
    return { delimiter, count: cells.state === "complete" ? cells.cells.length : 1 };
  });
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
};

/** Each column under a name of its own. */
const headerOf = (cells: string[]): string[] => {
  const names = new Set<string>();
  // Where to go on counting: thousands of columns of one name would otherwise be counted from the start each time.
  const counted = new Map<string, number>();
  const last = cells.findLastIndex((cell) => cell.trim() !== "");
  for (const [index, cell] of cells.slice(0, last + 1).entries()) {
    const name = cell.replaceAll(/\s+/g, " ").trim() || `column ${index + 1}`;
    let unique = name;
    let n = counted.get(name) ?? 2;
    for (; names.has(unique); n += 1) unique = `${name} (${n})`;
    counted.set(name, n);
    names.add(unique);
  }
  return [...names];
};
