import { type Cells, cellsOf } from "./list-cells.ts";
import { type Lines, lineAt, type Position } from "./list-lines.ts";
import type { RowFault } from "./row-fault.ts";

/** A record goes over at most so many lines; past that, a quotation mark is a stray one. */
const longestRecord = { lines: 50, characters: 20_000 };

export type Found = { next: Position } & (
  | { cells: string[]; reason?: undefined }
  | { cells?: undefined; reason: string; fault: RowFault }
);

/**
 * One record. An open quotation mark takes in the lines after it only if it closes where a cell ends and those lines are no rows
 * themselves; else this line alone is broken and the rows after it are read.
 */
export const recordAt = (lines: Lines, delimiter: string, at: Position, columns: number): Found | undefined => {
  const first = lineAt(lines, at);
  if (first === undefined) return undefined;
  const { text, next } = first;
  if (text === undefined)
    return { next, reason: "Some bytes of this line are not in the encoding of the file", fault: "encoding" };
  let cells = cellsOf(text, delimiter);
  if (cells.state === "complete") return { next, cells: cells.cells };
  const broken: Found = { next, reason: reasonOf(cells), fault: "quote" };
  const looksWhole = columns > 2 && cells.state === "open" && cells.plain.length === columns;
  let joined = text;
  let last = next;
  while (cells.state === "open") {
    const more = lineAt(lines, last);
    if (more?.text === undefined || more.next.line - at.line > longestRecord.lines) return broken;
    if (looksWhole && more.text.split(delimiter).length === columns) return broken;
    joined = `${joined}\n${more.text}`;
    if (joined.length > longestRecord.characters) return broken;
    last = more.next;
    if (more.text.includes('"')) cells = cellsOf(joined, delimiter);
  }
  return cells.state === "complete" ? { next: last, cells: cells.cells } : broken;
};

const reasonOf = (cells: Exclude<Cells, { state: "complete" }>): string =>
  cells.state === "open"
    ? `The quotation mark in column ${cells.column} is never closed: close it, or double it if it belongs to the text`
    : `In column ${cells.column} text follows a closing quotation mark: double the marks that belong to the text`;
