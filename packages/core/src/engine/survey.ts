import type { Chosen } from "../leads/chosen-columns.ts";
import type { RowFault } from "../leads/row-fault.ts";
import type { Engine } from "./engine.ts";
import type { Before } from "./import-memory.ts";
import { importedBefore, recall } from "./import-memory.ts";
import { reject } from "./import-report.ts";
import type { Bad, Source } from "./import-source.ts";
import type { ImportOptions } from "./imports.ts";
import { emptyReport, type Report } from "./job.ts";

/** What an import would find in a file: nothing is stored. So many of its people are looked up; figures of more would only take time. */
export const MOST_LOOKED_UP = 1_000;

export type FileSurvey = {
  encoding: string;
  delimiter: string;
  rows: number;
  columns: ColumnSurvey[];
  /** What a person said of a list with the same header before. */
  remembered: boolean;
  /** The very same file was taken in before. */
  before?: Before;
  rejected: Report["rejected"];
  faults: Partial<Record<RowFault, number>>;
};
/** `target` is null where the column is left out; `filled` = rows that have something there. */
export type ColumnSurvey = { header: string; target: string | null; samples: string[]; filled: number };

/** What is known of the header: said now, else said before. */
export const chosenFor = async (
  engine: Engine,
  kind: "leads" | "deals",
  header: string[],
  { columns }: Pick<ImportOptions, "columns">,
): Promise<{ chosen: Chosen; remembered: boolean }> => {
  const known = columns === undefined ? await recall(engine, kind, header) : undefined;
  return { chosen: columns ?? known?.columns ?? {}, remembered: known !== undefined };
};

/** Gathers what is said of the file itself, row by row. */
export const fileSurvey = ({ format, columns }: Source<unknown>) => {
  const report = emptyReport();
  const targets = new Map(columns.map(({ header, target }) => [header, target]));
  const found = format.header.map(
    (header): ColumnSurvey => ({
      header,
      target: targets.get(header) ?? null,
      samples: [],
      filled: 0,
    }),
  );
  let rows = 0;
  return {
    note: (read: { line: number; cells: string[] } | Bad): void => {
      rows += 1;
      if ("fault" in read) reject(report, read);
      found.forEach((column, index) => {
        const cell = read.cells[index]?.trim() ?? "";
        if (cell === "") return;
        column.filled += 1;
        if (column.samples.length < 3 && !column.samples.includes(cell)) column.samples.push(cell.slice(0, 80));
      });
    },
    end: async (engine: Engine, remembered: boolean, file: ImportOptions["file"]): Promise<FileSurvey> => {
      const before = file === undefined ? undefined : await importedBefore(engine, file.hash);
      return {
        encoding: format.encoding,
        delimiter: format.delimiter,
        rows,
        columns: found,
        remembered,
        rejected: report.rejected.slice(0, 100),
        faults: report.faults,
        ...(before === undefined ? {} : { before }),
      };
    },
  };
};

/** Companies that the list spells in several ways, or otherwise than we do. */
export const spellings = () => {
  const names = new Map<string, Set<string>>();
  return {
    note: ({ key, name }: { key: string; name: string }): void => {
      const known = names.get(key) ?? new Set<string>();
      if (known.size < 4) names.set(key, known.add(name));
    },
    several: (): { key: string; names: string[] }[] =>
      // The most formal spelling first.
      [...names].flatMap(([key, known]) =>
        known.size > 1 ? [{ key, names: [...known].toSorted((a, b) => b.length - a.length) }] : [],
      ),
    size: (): number => names.size,
    of: (key: string): string => [...(names.get(key) ?? [])][0] ?? key,
  };
};
