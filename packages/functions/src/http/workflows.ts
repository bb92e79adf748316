import { graphOf } from "@rekindle/core/catalogue";
import { current } from "@rekindle/core/engine/catalogue";
import { bodyOf } from "@rekindle/core/engine/keys";
import { findMany } from "@rekindle/core/engine/lead-store";
import {
  draftWorkflow,
  findWorkflow,
  judge,
  publishWorkflow,
  setState,
  type WorkflowDraft,
} from "@rekindle/core/engine/publish";
import { report } from "@rekindle/core/engine/report";
import { read, toYaml } from "@rekindle/core/workflows/read";
import { Slug } from "@rekindle/core/workspace/shapes";
import { Hono } from "hono";
import { type Ctx, cursorOf, type Env, limitOf } from "./env.ts";
import { iso } from "./iso.ts";
import { missing, Refusal, shaped } from "./problem.ts";

export const workflows = new Hono<Env>()
  .get("/", async (c) => {
    const { engine } = c.var;
    const page = await engine.world.table.listed({ in: "workflows", limit: limitOf(c), ...cursorOf(c) });
    const items = await Promise.all(page.items.map((item) => summary(c, bodyOf<WorkflowDraft>(item))));
    return c.json({ items, next: page.next ?? null });
  })
  .put("/:id", async (c) => {
    const id = shaped(Slug, c.req.param("id"));
    const definition = await definitionIn(c);
    if ("problems" in definition) return c.json({ id, draft: null, ...definition, warnings: [] });
    const { problems, warnings } = await draftWorkflow(c.var.engine, id, definition.definition);
    return c.json({ id, draft: definition.definition, problems, warnings });
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
    });
  })
  .post("/:id/publish", async (c) => {
    const made = await publishWorkflow(c.var.engine, c.req.param("id"));
    if (made.status === "missing") throw missing("workflow");
    if (made.status === "refused") throw new Refusal(422, "The workflow has problems", made.problems);
    return c.json({ version: made.version, warnings: made.warnings });
  })
  .post("/:id/pause", (c) => turn(c, "paused"))
  .post("/:id/resume", (c) => turn(c, "running"))
  .get("/:id/report", async (c) => {
    const found = await report(c.var.engine, c.req.param("id"));
    if (found === undefined) throw missing("workflow");
    return c.json(found);
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
  };
};
