import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { surveyDeals } from "@rekindle/core/engine/deal-survey";
import { type ImportOptions, importDeals, importLeads } from "@rekindle/core/engine/imports";
import { surveyLeads } from "@rekindle/core/engine/lead-survey";
import { dealTarget } from "@rekindle/core/leads/deal-headers";
import { readJson } from "@rekindle/core/leads/json";
import { leadTarget } from "@rekindle/core/leads/lead-headers";
import { LostReason } from "@rekindle/core/workflows/definition";
import * as z from "zod";
import type { Ctx } from "./env.ts";
import { outward } from "./iso.ts";
import { Refusal, shaped } from "./problem.ts";

/** Lists come packed (`application/gzip`), too: so much comes out of them at most. */
const MOST_UNPACKED = 40 * 1_048_576;

/** `?dryRun=true`: what would happen; else it begins. */
export const importing = async (c: Ctx, kind: "leads" | "deals") => {
  const { engine } = c.var;
  const bytes = await listIn(c);
  const options: ImportOptions = {
    ...optionsOf(c, kind),
    file: {
      hash: createHash("sha256").update(kind).update(bytes).digest("hex"),
      ...named("name", c.req.query("file")?.slice(0, 200)),
    },
    // Requests of others are answered between the pieces of a long list.
    breathe: () => setImmediate(),
  };
  if (c.req.query("dryRun") === "true") {
    const surveyed =
      kind === "leads" ? await surveyLeads(engine, bytes, options) : await surveyDeals(engine, bytes, options);
    if (surveyed.status === "ok") return c.json(outward(surveyed.survey));
    throw new Refusal(
      422,
      surveyed.reason,
      surveyed.header.map((header) => ({ path: "columns", message: header })),
      "columns",
    );
  }
  const started =
    kind === "leads" ? await importLeads(engine, bytes, options) : await importDeals(engine, bytes, options);
  if (started.status === "refused") throw new Refusal(422, started.reason);
  return c.json({ job: started.job }, 202);
};

const listIn = async (c: Ctx): Promise<Uint8Array> => {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (c.req.header("content-type")?.startsWith("application/gzip") !== true) return bytes;
  try {
    return new Uint8Array(await promisify(gunzip)(bytes, { maxOutputLength: MOST_UNPACKED }));
  } catch (error) {
    if (error instanceof RangeError)
      throw new Refusal(413, `The list is larger than ${MOST_UNPACKED / 1_048_576} MB when unpacked`);
    throw new Refusal(400, "The body says that it is packed by gzip, and cannot be unpacked");
  }
};

export const Basis = z.enum(["optIn", "businessCard", "businessRelationship", "publishedAddress", "none"]);
const Query = z.object({
  consent: Basis.optional(),
  list: z.string().max(100).optional(),
  start: z.enum(["once", "spread", "later"]).optional(),
  perDay: z.coerce.number().int().min(1).max(10_000).optional(),
});
const Columns = z.record(z.string().max(500), z.string().max(200).nullable());
const Workflows = z.partialRecord(LostReason, z.string().max(100).nullable());

const optionsOf = (c: Ctx, kind: "leads" | "deals"): ImportOptions => {
  const { consent, list, start, perDay } = shaped(Query, c.req.query());
  const columns = jsonIn(c, "columns", Columns);
  const workflows = jsonIn(c, "workflows", Workflows);
  const unknown = Object.entries(columns ?? {}).filter(
    ([, target]) => target !== null && (kind === "leads" ? leadTarget(target) : dealTarget(target)) === undefined,
  );
  if (unknown.length > 0)
    throw new Refusal(
      422,
      "A column cannot be that",
      unknown.map(([header, target]) => ({ path: `columns.${header}`, message: `There is no target "${target}"` })),
    );
  if (start === "spread" && perDay === undefined)
    throw new Refusal(422, "Spread over how many a day?", [{ path: "perDay", message: "1 to 10,000" }]);
  return {
    ...named("list", list),
    ...named("consent", consent),
    ...named("columns", columns),
    ...(start === undefined
      ? {}
      : {
          rekindling: {
            ...(start === "spread" ? named("perDay", perDay) : {}),
            ...(start === "later" ? { later: true } : {}),
            ...named("workflows", workflows),
          },
        }),
  };
};

const jsonIn = <T>(c: Ctx, name: string, schema: z.ZodType<T>): T | undefined => {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const read = readJson(text);
  if (read.status === "refused") throw new Refusal(422, read.reason, [{ path: name, message: "JSON" }]);
  return shaped(schema, read.value);
};

const named = <const Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [K in Name]?: NonNullable<Value> } => {
  const made: { [K in Name]?: NonNullable<Value> } = {};
  if (value !== undefined && value !== null) made[name] = value;
  return made;
};
