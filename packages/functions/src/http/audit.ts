import type { AuditEntry } from "@rekindle/core/engine/audit";
import { type AuditSearch, searchAudit } from "@rekindle/core/engine/audit-search";
import { current } from "@rekindle/core/engine/catalogue";
import { dayOf } from "@rekindle/core/workspace/calendar";
import { Hono } from "hono";
import * as z from "zod";
import { type Ctx, cursorOf, type Env, limitOf, now } from "./env.ts";
import { csvLine, sent } from "./export-file.ts";
import { iso } from "./iso.ts";
import { Refusal, shaped } from "./problem.ts";

const Search = z.object({
  day: z.iso.date().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  by: z.string().max(100).optional(),
  what: z.string().max(50).optional(),
});
const Cursor = /^(\d{4}-\d{2}-\d{2})(~\w+)?$/;

/** Who changed what, newest first: of today, of a day, or from one day to another. */
export const audit = new Hono<Env>().get("/", async (c) => {
  const { after } = cursorOf(c);
  const [, day] = after === undefined ? [] : (Cursor.exec(after) ?? ["", ""]);
  if (after !== undefined && !z.iso.date().safeParse(day).success)
    throw new Refusal(422, "The cursor is not one of this list", [
      { path: "cursor", message: "Take `next` as it came" },
    ]);
  const page = { limit: limitOf(c), ...(after === undefined ? {} : { after }) };
  const { items, next } = await searchAudit(c.var.engine, await searchIn(c), page);
  return c.json({ items: items.map(shown), next: next ?? null });
});

/** The same as a file, for those who must show who did what. */
export const auditExport = new Hono<Env>().get("/", async (c) => {
  const search = await searchIn(c);
  const isCsv = c.req.query("format") === "csv";
  return isCsv
    ? sent(c, rows(c, search), "text/csv; charset=utf-8", "audit.csv")
    : sent(c, lines(c, search), "application/x-ndjson", "audit.jsonl");
});

async function* pages(c: Ctx, search: AuditSearch): AsyncGenerator<AuditEntry[]> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const page: Awaited<ReturnType<typeof searchAudit>> = await searchAudit(c.var.engine, search, {
      limit: 200,
      ...(after === "" ? {} : { after }),
    });
    yield page.items;
    after = page.next;
  }
}

async function* lines(c: Ctx, search: AuditSearch): AsyncGenerator<string> {
  for await (const entries of pages(c, search))
    yield entries.map((entry) => `${JSON.stringify(shown(entry))}\n`).join("");
}

async function* rows(c: Ctx, search: AuditSearch): AsyncGenerator<string> {
  // Excel takes a file for UTF-8 if it begins so.
  yield `\uFEFF${csvLine(["at", "by", "kind", "role", "what", "thing", "changes", "outcome", "from"])}`;
  for await (const entries of pages(c, search))
    yield entries
      .map(({ at, by, what, thing, changes = [], outcome, from = "" }) =>
        csvLine([
          iso(at),
          by.name,
          by.kind,
          by.role ?? "",
          what,
          Object.values(thing).join(" "),
          changes.map(({ path, from: old = "", to = "" }) => `${path}: ${old} → ${to}`).join("; "),
          String(outcome),
          from,
        ]),
      )
      .join("");
}

const searchIn = async (c: Ctx): Promise<AuditSearch> => {
  const { day, from, to, by, what } = shaped(Search, c.req.query());
  const today = dayOf(now(c), (await current(c.var.engine)).settings.timeZone);
  return { from: from ?? day ?? to ?? today, to: to ?? day ?? today, by, what };
};

const shown = ({ at, ...entry }: AuditEntry) => ({ ...entry, at: iso(at) });
