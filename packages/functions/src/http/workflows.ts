import { graphOf } from "@rekindle/core/catalogue";
import { current } from "@rekindle/core/engine/catalogue";
import { handOffsOfMonth } from "@rekindle/core/engine/daily";
import { enrolStanding, spreadOf } from "@rekindle/core/engine/enrol-all";
import { bodyOf } from "@rekindle/core/engine/keys";
import { launchChecks, publishMails } from "@rekindle/core/engine/launch";
import { findMany } from "@rekindle/core/engine/lead-store";
import { planMove, startMove } from "@rekindle/core/engine/move";
import { draftWorkflow, judge, publishWorkflow, setState } from "@rekindle/core/engine/publish";
import { type FullReport, report } from "@rekindle/core/engine/report";
import { changesOf, findVersion, reviewOf, versionsOf } from "@rekindle/core/engine/versions";
import { findWorkflow, type WorkflowDraft } from "@rekindle/core/engine/workflow-draft";
import { read, toYaml } from "@rekindle/core/workflows/read";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import * as z from "zod";
import { type Ctx, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { body, missing, Refusal, shaped } from "./problem.ts";
import { tagOf } from "./tag.ts";

const Launch = z.object({
  mails: z.boolean().optional(),
  people: z.boolean().optional(),
  perDay: z.int().min(1).max(100_000).optional(),
});
const Since = z.object({ since: z.iso.date().optional() });
const Version = z.coerce.number().int().min(1);
const MoveInput = z.object({
  from: z.int().min(1),
  to: z.int().min(1),
  map: z.record(z.string(), z.string().nullable()).default({}),
  dryRun: z.boolean().default(false),
});

export const workflows = new Hono<Env>()
  .get("/", async (c) => {
    const { engine } = c.var;
    const page = await engine.world.table.listed({ in: "workflows", limit: limitOf(c), ...cursorOf(c) });
    const [handOffs, items] = await Promise.all([
      handOffsOfMonth(engine),
      Promise.all(page.items.map((item) => summary(c, bodyOf<WorkflowDraft>(item)))),
    ]);
    return c.json({
      items: items.map((item) => ({ ...item, handOffs30: handOffs[item.id] ?? 0 })),
      next: page.next ?? null,
    });
  })
  .put("/:id", async (c) => {
    const id = shaped(Slug, c.req.param("id"));
    const definition = await definitionIn(c);
    if ("problems" in definition) return c.json({ id, draft: null, ...definition, warnings: [] });
    await unchanged(c, id);
    const { problems, warnings } = await draftWorkflow(c.var.engine, id, definition.definition);
    return c.json({ id, draft: definition.definition, problems, warnings, tag: tagOf(definition.definition) });
  })
  .get("/:id", async (c) => {
    const { engine } = c.var;
    const draft = await findWorkflow(engine, c.req.param("id"));
    if (draft === undefined) throw missing("workflow");
    if (c.req.header("accept")?.includes("yaml"))
      return c.body(toYaml(draft.definition), 200, { "content-type": "application/yaml" });
    const catalogue = await current(engine);
    const { version } = catalogue.workflows[draft.id] ?? {};
    const { problems, warnings } = await judge(engine, draft.id, draft.definition);
    return c.json({
      ...(await summary(c, draft)),
      version: version ?? null,
      draft: draft.definition,
      published: version === undefined ? null : (graphOf(catalogue, draft.id, version)?.definition ?? null),
      problems,
      warnings,
      updatedAt: iso(draft.updatedAt),
      tag: tagOf(draft.definition),
    });
  })
  .get("/:id/changes", async (c) => {
    const review = await reviewOf(c.var.engine, c.req.param("id"));
    if (review === undefined) throw missing("workflow");
    return c.json(review);
  })
  .get("/:id/checks", async (c) => {
    const checks = await launchChecks(c.var.engine, c.req.param("id"));
    if (checks === undefined) throw missing("workflow");
    return c.json(checks);
  })
  .get("/:id/versions", async (c) => {
    const versions = await versionsOf(c.var.engine, c.req.param("id"));
    if (versions === undefined) throw missing("workflow");
    const items = versions.map(({ publishedAt, ...version }) => ({ ...version, publishedAt: iso(publishedAt) }));
    return c.json({ items, next: null });
  })
  .get("/:id/versions/:version", async (c) => {
    const version = Version.safeParse(c.req.param("version"));
    const made = version.success ? await findVersion(c.var.engine, c.req.param("id"), version.data) : undefined;
    if (made === undefined) throw missing("version");
    return c.json({ ...made, publishedAt: iso(made.publishedAt) });
  })
  .get("/:id/versions/:version/changes", async (c) => {
    const version = Version.safeParse(c.req.param("version"));
    const found = version.success ? await changesOf(c.var.engine, c.req.param("id"), version.data) : undefined;
    if (found === undefined) throw missing("version");
    return c.json(found);
  })
  .post("/:id/migrate", async (c) => {
    const { dryRun, ...input } = await body(c, MoveInput);
    const move = { ...input, workflow: c.req.param("id") };
    const plan = await planMove(c.var.engine, move);
    if (plan.status === "missing") throw missing("version");
    if (plan.status === "refused") throw new Refusal(422, "These people cannot be moved like this", plan.problems);
    const total = plan.landings.reduce((sum, { people }) => sum + people, 0);
    if (dryRun) return c.json({ total, landings: plan.landings });
    return c.json({ total, job: await startMove(c.var.engine, move, plan.steps, total) }, 202);
  })
  .post("/:id/publish", async (c) => {
    const { mails, people, perDay } = await body(c, Launch, {});
    const together = mails ? await publishMails(c.var.engine, c.req.param("id")) : undefined;
    if (together !== undefined && together.problems.length > 0)
      throw new Refusal(422, "A mail of the workflow has problems", together.problems);
    const spread = perDay === undefined ? undefined : await spreadOf(c.var.engine, c.req.param("id"), perDay);
    const made = await publishWorkflow(c.var.engine, c.req.param("id"), spread);
    if (made.status === "missing") throw missing("workflow");
    if (made.status === "refused") throw new Refusal(422, "The workflow has problems", made.problems);
    const begun = people ? await enrolStanding(c.var.engine, c.req.param("id"), perDay) : undefined;
    return c.json({
      version: made.version,
      warnings: made.warnings,
      ...(together === undefined ? {} : { mails: together.published }),
      ...(begun ?? {}),
    });
  })
  .post("/:id/pause", (c) => turn(c, "paused"))
  .post("/:id/resume", (c) => turn(c, "running"))
  .get("/:id/report", async (c) => {
    const { since } = shaped(Since, { since: c.req.query("since") });
    const found = await report(c.var.engine, c.req.param("id"), since);
    if (found === undefined) throw missing("workflow");
    return c.json({ since: since ?? null, versions: found.versions.map(reportView) });
  })
  .get("/:id/steps/:step/leads", async (c) => {
    const { engine } = c.var;
    const id = c.req.param("id");
    const version = c.req.query("version") ?? (await current(engine)).workflows[id]?.version;
    if (version === undefined) throw missing("published workflow");
    const page = await engine.world.table.listed({
      in: `place#${id}#${version}#${c.req.param("step")}`,
      limit: limitOf(c),
      ...cursorOf(c),
    });
    const leads = await findMany(
      engine,
      page.items.map(({ pk }) => pk),
    );
    const items = page.items.map(({ pk, list }, index) => {
      const { name, company } = leads[index] ?? {};
      return {
        leadId: pk,
        since: iso(Number(list?.by.slice(0, 15))),
        ...(name === undefined ? {} : { name }),
        ...(company === undefined ? {} : { company: company.name }),
      };
    });
    return c.json({ items, next: page.next ?? null });
  });

const reportView = ({ hypothesis, ...version }: FullReport) => ({
  ...version,
  hypothesis:
    hypothesis === null
      ? null
      : { ...hypothesis, tellsAt: hypothesis.tellsAt === null ? null : iso(hypothesis.tellsAt) },
});

/** `If-Match: <tag>`: only over the draft that the writer has seen. */
const unchanged = async (c: Ctx, id: string): Promise<void> => {
  const seen = c.req.header("if-match");
  if (seen === undefined) return;
  const draft = await findWorkflow(c.var.engine, id);
  const tag = draft === undefined ? "" : tagOf(draft.definition);
  if (tag === seen) return;
  throw new Refusal(409, "Somebody else has changed the workflow meanwhile", [], "edited");
};

const turn = async (c: Ctx, state: "running" | "paused") => {
  const id = c.req.param("id") ?? "";
  if (!(await setState(c.var.engine, id, state))) throw missing("published workflow");
  return c.json({ id, state });
};

const definitionIn = async (c: Ctx) => {
  const type = c.req.header("content-type") ?? "";
  const made = read(await c.req.text(), type.includes("yaml") ? "yaml" : "json");
  if (made.status === "unparseable") throw new Refusal(400, made.message);
  return made.status === "invalid" ? { problems: made.problems } : { definition: made.definition };
};

const summary = async (c: Ctx, { id, definition }: WorkflowDraft) => {
  const { engine } = c.var;
  const catalogue = await current(engine);
  const published = catalogue.workflows[id];
  const { problems } = await judge(engine, id, definition);
  const found = await report(engine, id);
  const running = found?.versions.find(({ version }) => version === published?.version);
  const inside = (found?.versions ?? []).reduce(
    (sum, { steps }) => sum + steps.reduce((all, { waiting }) => all + waiting, 0),
    0,
  );
  return {
    id,
    name: definition.name,
    state: published?.state ?? ("draft" as const),
    version: published?.version ?? null,
    inside,
    problems: problems.length,
    hypothesis: running === undefined ? null : reportView(running).hypothesis,
  };
};
