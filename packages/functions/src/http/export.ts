import { current } from "@rekindle/core/engine/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { findMany } from "@rekindle/core/engine/lead-store";
import { page as timelinePage } from "@rekindle/core/engine/timeline";
import { type Lead, stages } from "@rekindle/core/leads/lead";
import { Hono } from "hono";
import * as z from "zod";
import { type Ctx, type Env, now } from "./env.ts";
import { csvHead, csvRow } from "./export-csv.ts";
import { sent } from "./export-file.ts";
import { iso } from "./iso.ts";
import { Refusal } from "./problem.ts";
import { entryView, leadView } from "./views.ts";

/**
 * Everything about everybody, for another system, an auditor, or the person. Read page by page and sent as it is read:
 * memory does not grow with the number of leads. In order of stage and score, as of each lead's last change.
 */
export const exporting = new Hono<Env>()
  .get("/leads", async (c) => {
    const format = z.enum(["json", "csv"]).default("json").safeParse(c.req.query("format"));
    if (!format.success) throw new Refusal(422, "Unknown format", [{ path: "format", message: "json or csv" }]);
    const { pages, next } = await pagesOf(c);
    link(c, next);
    return format.data === "csv"
      ? sent(c, csv(c, pages), "text/csv; charset=utf-8", "leads.csv")
      : sent(c, json(c, pages), "application/x-ndjson", "leads.jsonl");
  })
  .get("/suppressions", async (c) =>
    sent(c, suppressions(c, leadsIn(c.var.engine, start)), "application/x-ndjson", "suppressions.jsonl"),
  );

type Place = { stage: number; after?: string };
const start: Place = { stage: 0 };
type Pages = AsyncIterable<Lead[]>;

/** With `?limit=` one answer holds so many, and names the next in `Link`: behind Lambda an answer has 6 MB at most. */
const pagesOf = async (c: Ctx): Promise<{ pages: Pages; next?: Place }> => {
  const { engine } = c.var;
  const from = placeOf(c.req.query("cursor"));
  const limit = z.coerce.number().int().min(1).max(1000).optional().safeParse(c.req.query("limit"));
  if (!limit.success) throw new Refusal(422, "Unknown limit", [{ path: "limit", message: "1 to 1000" }]);
  if (limit.data === undefined) return { pages: leadsIn(engine, from) };
  const { ids, next } = await idsAt(engine, from, limit.data);
  return { pages: inParts(engine, ids), ...(next === undefined ? {} : { next }) };
};

async function* leadsIn(engine: Engine, from: Place): Pages & AsyncGenerator<Lead[]> {
  for (let place: Place | undefined = from; place !== undefined; ) {
    const page: { ids: string[]; next?: Place } = await idsAt(engine, place, 100);
    yield* inParts(engine, page.ids);
    place = page.next;
  }
}

async function* inParts(engine: Engine, ids: string[]): AsyncGenerator<Lead[]> {
  for (let at = 0; at < ids.length; at += 100) {
    const found = await findMany(engine, ids.slice(at, at + 100));
    yield found.flatMap((lead) => (lead === undefined || lead.erased !== undefined ? [] : [lead]));
  }
}

const idsAt = async ({ world }: Engine, { stage, after }: Place, limit: number) => {
  const page = await world.table.listed({
    in: `leads#${stages[stage]}`,
    descending: true,
    limit,
    ...(after === undefined ? {} : { after }),
  });
  const next: Place | undefined =
    page.next !== undefined
      ? { stage, after: page.next }
      : stage + 1 < stages.length
        ? { stage: stage + 1 }
        : undefined;
  return { ids: page.items.map(({ pk }) => pk), ...(next === undefined ? {} : { next }) };
};

/** A line for each person: who, consents with their evidence, score, place, and the whole timeline, newest first. */
async function* json(c: Ctx, pages: Pages): AsyncGenerator<string> {
  const { engine } = c.var;
  const catalogue = await current(engine);
  for await (const leads of pages)
    for (const lead of leads) {
      const timeline: unknown[] = [];
      for (let cursor: string | undefined = ""; cursor !== undefined; ) {
        const page: Awaited<ReturnType<typeof timelinePage>> = await timelinePage(
          engine,
          lead,
          200,
          cursor === "" ? undefined : cursor,
        );
        timeline.push(...page.items.map((item) => entryView(item, catalogue.scoring)));
        cursor = page.next ?? undefined;
      }
      const hash = engine.world.seal.addressKey(lead.email);
      yield `${JSON.stringify({ ...leadView(lead, catalogue, now(c)), addressHash: hash, timeline })}\n`;
    }
}

async function* csv(c: Ctx, pages: Pages): AsyncGenerator<string> {
  // Excel takes a file for UTF-8 if it begins so.
  yield `\uFEFF${csvHead}`;
  for await (const leads of pages) yield leads.map((lead) => csvRow(lead, now(c))).join("");
}

/** Who must get no mail, by the hash of the address: what another system needs to keep it so, and no more. */
async function* suppressions(c: Ctx, pages: Pages): AsyncGenerator<string> {
  const { seal, table } = c.var.engine.world;
  for await (const leads of pages)
    for (const { email, gate } of leads) {
      const { optedOutAt, suppressed } = gate;
      const why = suppressed ?? (optedOutAt === undefined ? undefined : { reason: "optedOut", at: optedOutAt });
      if (why !== undefined)
        yield `${JSON.stringify({ hash: seal.addressKey(email), reason: why.reason, at: iso(why.at) })}\n`;
    }
  let after: string | undefined;
  do {
    const page = await table.listed({ in: "erased", limit: 200, ...(after === undefined ? {} : { after }) });
    for (const { pk } of page.items)
      yield `${JSON.stringify({ hash: pk.slice("address#".length), reason: "erased" })}\n`;
    after = page.next;
  } while (after !== undefined);
}

const placeOf = (cursor: string | undefined): Place => {
  if (cursor === undefined || cursor === "") return start;
  const [name = "", after = ""] = cursor.split(/\.(.*)/s);
  const stage = stages.map(String).indexOf(name);
  if (stage === -1)
    throw new Refusal(422, "The cursor is not one of this list", [{ path: "cursor", message: "Take it from `Link`" }]);
  return after === "" ? { stage } : { stage, after };
};

const link = (c: Ctx, next: Place | undefined): void => {
  if (next === undefined) return;
  const query = new URLSearchParams({
    ...c.req.query(),
    cursor: `${stages[next.stage]}.${next.after ?? ""}`,
  });
  c.header("link", `<${c.req.path}?${query}>; rel="next"`);
};
