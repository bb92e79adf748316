import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import type { Engine } from "@rekindle/core/engine/engine";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { phrasesOf, replacePhrases } from "@rekindle/core/engine/phrases";
import { clear, list, type Problem } from "@rekindle/core/engine/problems";
import { changeSettings, publishScoring } from "@rekindle/core/engine/publish";
import { PhraseList } from "@rekindle/core/handoff/phrases";
import type { Cause } from "@rekindle/core/leads/cause";
import { problemsIn } from "@rekindle/core/leads/problems";
import { ScoringModel } from "@rekindle/core/scoring/model";
import { Settings } from "@rekindle/core/workspace/settings";
import { Hono } from "hono";
import * as z from "zod";
import type { Caller } from "./auth/caller.ts";
import { actor, cursorOf, type Env, limitOf, now } from "./env.ts";
import { outward } from "./iso.ts";
import { body, json, missing, Refusal, shaped } from "./problem.ts";

/** What the workspace decides for itself, and how it is doing. */
export const workspace = new Hono<Env>()
  .get("/settings", async (c) => c.json((await current(c.var.engine)).settings))
  .put("/settings", async (c) => {
    const change = shaped(z.record(z.string(), z.unknown()), await json(c));
    return c.json(await changeSettings(c.var.engine, (settings) => shaped(Strict, merged(settings, change))));
  })
  .get("/scoring", async (c) => {
    const { scoring, scoringVersion } = await current(c.var.engine);
    return c.json({ ...scoring, version: scoringVersion });
  })
  .put("/scoring", async (c) => {
    const model = await body(c, ScoringModel);
    const faults = faultsIn(model);
    if (faults.length > 0) throw new Refusal(422, "The model has problems", faults);
    const { scoring, scoringVersion } = await current(c.var.engine);
    // The same model again is the same version: nobody has to be counted anew.
    const same = scoringVersion > 0 && JSON.stringify(scoring) === JSON.stringify(model);
    return c.json({ ...model, ...(same ? { version: scoringVersion } : await publishScoring(c.var.engine, model)) });
  })
  .get("/me", async (c) => {
    const { settings } = await current(c.var.engine);
    const { language, timeZone, footer } = settings;
    return c.json({ ...self(c.var.caller), language, timeZone, workspace: footer.company });
  })
  .get("/phrases", async (c) => c.json({ items: await phrasesOf(c.var.engine), next: null }))
  .put("/phrases", async (c) => {
    const { items } = await body(c, Phrases);
    await replacePhrases(c.var.engine, items);
    return c.json({ items, next: null });
  })
  .get("/problems", async (c) => {
    const { items, next } = await list(c.var.engine, cursorOf(c).after);
    return c.json({ items: items.map(outward), next: next ?? null });
  })
  .post("/problems/:id/retry", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const problem = await findProblem(engine, id);
    if (problem === undefined) throw missing("problem");
    if (problem.kind !== "parked")
      throw new Refusal(409, "A mail that SES refused is not sent again: mend its cause, then dismiss this");
    await unpark(engine, problem.lead, { type: "unparked", at: now(c), ...actor(c) });
    await clear(engine, id);
    return c.json({ retried: true });
  })
  .delete("/problems/:id", async (c) => {
    await clear(c.var.engine, c.req.param("id"));
    return c.body(null, 204);
  })
  .get("/days", async (c) => {
    const { from, to } = shaped(Days, { from: c.req.query("from"), to: c.req.query("to") });
    const page = await c.var.engine.world.table.query({
      pk: "daily",
      from: from ?? "0",
      to: to ?? "9",
      descending: true,
      limit: limitOf(c, 100),
      ...cursorOf(c),
    });
    return c.json({
      items: page.items.map((item) => ({ date: item.sk, ...bodyOf<{ n: Record<string, number> }>(item).n })),
      next: page.next ?? null,
    });
  });

/** Who asks. A key is no person: it has a role only if it may do everything. */
const self = (caller: Caller | undefined) => ({
  name: caller?.name ?? null,
  role: caller === undefined ? null : caller.kind === "person" ? caller.role : roleOf(caller),
  rep: (caller?.kind === "person" ? caller.rep : undefined) ?? null,
});
const roleOf = ({ scopes }: Extract<Caller, { kind: "key" }>) => (scopes.includes("admin") ? "admin" : null);

/** A typing error in a name must not look like a setting that was kept. */
const Strict = z.strictObject(Settings.shape);
const Phrases = z.strictObject({ items: PhraseList });
const Days = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

/** What a model's shape does not show: families that do not exist, lines out of order, conditions that can never hold. */
const faultsIn = ({ families, signals, fit, lines }: ScoringModel): { path: string; message: string }[] => [
  ...signals.flatMap(({ family }, index) =>
    families[family] === undefined
      ? [{ path: `signals.${index}.family`, message: `There is no family "${family}"` }]
      : [],
  ),
  ...[
    ...signals.map((rule, i) => ({ ...rule, path: `signals.${i}` })),
    ...fit.map((rule, i) => ({ ...rule, path: `fit.${i}` })),
  ]
    .flatMap(({ when, path }) => (when === undefined ? [] : problemsIn(when, `${path}.when`)))
    .filter(({ warning }) => warning !== true)
    .map(({ path, message }) => ({ path, message })),
  ...(lines.warm <= lines.insideSales && lines.insideSales <= lines.sales
    ? []
    : [{ path: "lines", message: "The lines rise: warm, insideSales, sales" }]),
];

const findProblem = async ({ world }: Engine, id: string): Promise<Problem | undefined> => {
  const item = await world.table.get(keys.problem(id), "consistent");
  return item === undefined ? undefined : bodyOf<Problem>(item);
};

/** What failed before and fails again stays parked, and says why. */
const unpark = async (engine: Engine, lead: string, cause: Cause): Promise<void> => {
  try {
    if ((await happen(engine, lead, cause)) === undefined) throw missing("lead");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(409, `It fails as before: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Objects merge, arrays and everything else replace; null takes back to the default. */
const merged = (known: unknown, change: unknown): unknown => {
  if (!isObject(known) || !isObject(change)) return change;
  const next = { ...known };
  for (const [name, value] of Object.entries(change))
    if (value === null) delete next[name];
    else next[name] = merged(known[name], value);
  return next;
};
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
