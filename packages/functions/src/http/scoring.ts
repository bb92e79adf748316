import { current } from "@rekindle/core/engine/catalogue";
import { publishScoring } from "@rekindle/core/engine/publish";
import {
  draftScoring,
  dropScoringDraft,
  findScoringDraft,
  publishScoringDraft,
  type ScoringDraft,
  signOff,
} from "@rekindle/core/engine/scoring-draft";
import { effectsOf } from "@rekindle/core/engine/scoring-effects";
import { MOST_AT_ONCE, startTrial } from "@rekindle/core/engine/scoring-trials";
import { tryOn } from "@rekindle/core/engine/scoring-try";
import { findScoringVersion, type ScoringVersion, scoringVersions } from "@rekindle/core/engine/scoring-versions";
import { faultsIn } from "@rekindle/core/scoring/faults";
import { ScoringModel } from "@rekindle/core/scoring/model";
import { departments, missing as missingSigns, type SignOff, sameLines } from "@rekindle/core/scoring/sign-off";
import { Hono } from "hono";
import * as z from "zod";
import { nameOf } from "./auth/caller.ts";
import { type Ctx, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";
import { speaksFor } from "./scoring-heads.ts";

const Draft = z.strictObject({
  model: ScoringModel,
  rev: z.int().min(0).default(0),
  rebase: z.boolean().default(false),
});
const Preview = z.strictObject({
  model: ScoringModel,
  lead: z.string().optional(),
  sample: z.int().min(1).max(MOST_AT_ONCE).optional(),
});
const Department = z.enum(departments);
const Version = z.coerce.number().int().min(0);

/** The model that points come from: what runs, what ran, and the draft, which says what it would do before it does it. */
export const scoring = new Hono<Env>()
  .get("/", async (c) => {
    const { scoring: model, scoringVersion } = await current(c.var.engine);
    return c.json({ ...model, version: scoringVersion });
  })
  .put("/", async (c) => {
    const model = whole(await body(c, ScoringModel));
    const { scoring: running, scoringVersion } = await current(c.var.engine);
    // The same model again is the same version: nobody has to be counted anew.
    if (scoringVersion > 0 && JSON.stringify(running) === JSON.stringify(model))
      return c.json({ ...model, version: scoringVersion });
    if (c.var.caller?.kind === "person" && !sameLines(model, running))
      throw new Refusal(409, "The lines change only with the sign-off of both departments", [], "signOff");
    return c.json({ ...model, ...(await publishScoring(c.var.engine, model, byOf(c))) });
  })
  .get("/draft", async (c) => c.json({ draft: await draftView(c, await findScoringDraft(c.var.engine)) }))
  .put("/draft", async (c) => {
    const { model, rev: seen, rebase } = await body(c, Draft);
    const stored = await draftScoring(c.var.engine, whole(model), { seen, rebase, by: byOf(c).by });
    if (stored.status === "edited") throw edited();
    return c.json({ draft: await draftView(c, stored.draft) });
  })
  .delete("/draft", async (c) => {
    await dropScoringDraft(c.var.engine);
    return c.body(null, 204);
  })
  .post("/preview", async (c) => {
    const { model: given, lead, sample } = await body(c, Preview);
    const model = whole(given);
    if (lead !== undefined) {
      const tried = await tryOn(c.var.engine, lead, model);
      if (tried === undefined) throw missing("lead");
      return c.json(tried);
    }
    if (sample === undefined) return c.json(await startTrial(c.var.engine, model), 202);
    return c.json(await effectsOf(c.var.engine, model, sample));
  })
  .post("/sign-off/:department", async (c) => {
    const { engine, caller } = c.var;
    const department = shaped(Department, c.req.param("department"));
    if (caller?.kind !== "person") throw new Refusal(403, "A person signs, not a key", [], "role");
    const { settings } = await current(engine);
    if (!speaksFor(caller, department, settings.reps))
      throw new Refusal(403, `You do not speak for ${department}`, [], "role");
    const signed = await signOff(engine, department, { person: caller.id, by: nameOf(caller) });
    switch (signed.status) {
      case "signed":
        return c.json({ draft: await draftView(c, signed.draft) });
      case "missing":
        throw missing("draft");
      case "edited":
        throw edited();
      case "unneeded":
        throw new Refusal(409, "The lines stay as they are: nobody has to agree", [], "unneeded");
      case "samePerson":
        throw new Refusal(
          409,
          "You have signed for the other department: each one is somebody else's",
          [],
          "samePerson",
        );
      default:
        return signed satisfies never;
    }
  })
  .post("/publish", async (c) => {
    const launch = await publishScoringDraft(c.var.engine, byOf(c).by);
    switch (launch.status) {
      case "published":
        return c.json({ version: launch.version });
      case "missing":
        throw missing("draft");
      case "stale":
        throw new Refusal(409, "Another model was published meanwhile: look at the draft again", [], "stale");
      case "unsigned":
        throw new Refusal(
          409,
          "The lines change only with the sign-off of both departments",
          launch.departments.map((path) => ({ path, message: "Not signed" })),
          "signOff",
        );
      default:
        return launch satisfies never;
    }
  })
  .get("/versions", async (c) => {
    const { items, next } = await scoringVersions(c.var.engine, {
      limit: Math.min(20, limitOf(c, 20)),
      ...cursorOf(c),
    });
    return c.json({ items: items.map(versionView), next: next ?? null });
  })
  .get("/versions/:version", async (c) => {
    const version = Version.safeParse(c.req.param("version"));
    const found = version.success ? await findScoringVersion(c.var.engine, version.data) : undefined;
    if (found === undefined) throw missing("version");
    return c.json({ ...versionView(found), model: found.model });
  });

/** Without what its shape does not show. */
const whole = (model: ScoringModel): ScoringModel => {
  const faults = faultsIn(model);
  if (faults.length > 0) throw new Refusal(422, "The model has problems", faults);
  return model;
};
const edited = () => new Refusal(409, "Somebody else has changed the draft meanwhile", [], "edited");
const byOf = (c: Ctx): { by?: string } => (c.var.caller === undefined ? {} : { by: nameOf(c.var.caller) });

const signView = ({ department, by, at }: SignOff) => ({ department, by, at: iso(at) });
const draftView = async (c: Ctx, draft: ScoringDraft | undefined) => {
  if (draft === undefined) return null;
  const { scoring: running, scoringVersion } = await current(c.var.engine);
  const { rev, model, base, by, updatedAt, signedOff } = draft;
  return {
    rev,
    model,
    base,
    by: by ?? null,
    updatedAt: iso(updatedAt),
    stale: base !== scoringVersion,
    signedOff: signedOff.map(signView),
    missing: missingSigns(model, running, signedOff),
  };
};
const versionView = ({ version, model, publishedAt, by, signedOff }: ScoringVersion) => ({
  version,
  lines: model.lines,
  signals: model.signals.length,
  fit: model.fit.length,
  publishedAt: publishedAt === undefined ? null : iso(publishedAt),
  by: by ?? null,
  signedOff: signedOff.map(signView),
});
