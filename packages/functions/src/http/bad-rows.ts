import type { Bad } from "@rekindle/core/engine/import-source";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { lineHeader, reasonHeader } from "@rekindle/core/leads/chosen-columns";
import type { Ctx } from "./env.ts";
import { csvLine, sent } from "./export-file.ts";
import { missing } from "./problem.ts";

/** The rows that an import could not take in, as they were written, with the line and why: to be mended and taken in again. */
export const badRows = async (c: Ctx) => {
  const { table } = c.var.engine.world;
  const job = c.req.param("id") ?? "";
  const header = await table.get(keys.badRows(job, "header"));
  if (header === undefined) throw missing("bad row of this import");
  const columns = bodyOf<string[]>(header);
  async function* lines() {
    // Excel takes a file for UTF-8 if it begins so.
    yield `\uFEFF${csvLine([...columns, lineHeader, reasonHeader])}`;
    let after: string | undefined;
    do {
      const page = await table.query({
        pk: job,
        from: keys.badRows(job, "0").sk,
        to: keys.badRows(job, "9~").sk,
        limit: 10,
        ...(after === undefined ? {} : { after }),
      });
      for (const item of page.items)
        for (const { line, reason, cells } of bodyOf<Bad[]>(item))
          yield csvLine([...columns.map((_, index) => cells[index] ?? ""), String(line), reason]);
      after = page.next;
    } while (after !== undefined);
  }
  return sent(c, lines(), "text/csv; charset=utf-8", `bad-rows-${job.slice(-6)}.csv`);
};
