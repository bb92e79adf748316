import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import * as Engine from "@rekindle/core/engine/engine";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { draftTemplate } from "@rekindle/core/engine/mail-draft";
import * as Publish from "@rekindle/core/engine/publish";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import { totalAt } from "@rekindle/core/scoring/score";
import type { Graph } from "@rekindle/core/workflows/graph";
import { read } from "@rekindle/core/workflows/read";
import { describe, expect, test } from "vitest";
import { act, submit, viewPage } from "../support/acts.ts";
import { type Fault, faults, onlyAt } from "../support/faults.ts";
import { hardTimes, labOn, prepared } from "../support/hard-times.ts";
import { type Lab, mjml } from "../support/lab.ts";
import { worker } from "../support/letters.ts";

const hana = "hana@fuji.example";
const data = prepared(async ({ template, importList }) => {
  await template("hello");
  await importList(`e-mail\n${hana}\nother@fuji.example\n`);
});
const definition = (yaml: string) => {
  const made = read(yaml, "yaml");
  if (made.status !== "ok") throw new Error(JSON.stringify(made));
  return made.definition;
};
const flow = (reason: string) =>
  definition(`name: Flow\ntriggers: [{ kind: manual }]\nsteps: [{ kind: exit, reason: ${reason} }]\n`);
const reasonOf = async ({ engine }: Lab, version: number): Promise<string | undefined> => {
  const item = await engine.world.table.get(keys.version("workflow", "flow", version));
  if (item === undefined) return undefined;
  const { graph } = bodyOf<{ graph: Graph }>(item);
  const node = graph.nodes[graph.start];
  expect(graph.version).toBe(version);
  return node?.kind === "exit" ? node.reason : undefined;
};

describe("what is not right is refused when it is published, and what runs stays as it was", () => {
  test("a workflow with a template that does not exist", async () => {
    const lab = await labOn(data);
    const { problems } = await Publish.draftWorkflow(
      lab.engine,
      "flow",
      definition("name: Flow\nsteps: [{ id: first, kind: email, template: nowhere }]\n"),
    );
    expect(problems).toMatchObject([{ path: "steps.0.template", step: "first" }]);
    expect(await Publish.publishWorkflow(lab.engine, "flow")).toMatchObject({ status: "refused" });
    expect((await current(lab.engine)).workflows).toEqual({});
  });

  test.each([
    ["an unknown variable", { subject: "{{ lead.surname }}", mjml: mjml("<mj-text>x</mj-text>") }],
    ["a tag that does not close", { subject: "ok", mjml: "<mjml><mj-body><mj-section></mj-body></mjml>" }],
    ["Liquid that does not parse", { subject: "{% if lead.name %}", mjml: mjml("<mj-text>x</mj-text>") }],
  ])("a template with %s", async (_, draft) => {
    const lab = await labOn(data);
    await draftTemplate(lab.engine, "hello", draft);
    expect(await Publish.publishTemplate(lab.engine, "hello")).toMatchObject({ status: "refused" });
    expect((await current(lab.engine)).templates["hello"]).toEqual({ version: 1 });
  });

  test("what was never drafted", async () => {
    const lab = await labOn(data);
    expect(await Publish.publishWorkflow(lab.engine, "nothing")).toEqual({ status: "missing" });
    expect(await Publish.publishTemplate(lab.engine, "nothing")).toEqual({ status: "missing" });
  });
});

describe("a version, once written, stays what it is", () => {
  test("when many publish at the same moment: each gets a number of its own", async () => {
    const lab = await labOn(data);
    const published = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const engine = worker(lab);
        await Publish.draftWorkflow(engine, "flow", flow(`r${n}`));
        return Publish.publishWorkflow(engine, "flow");
      }),
    );
    const versions = published.map((made) => (made.status === "published" ? made.version : 0));
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await current(lab.engine)).workflows["flow"]).toEqual({ version: 8, state: "running" });
  });

  test("when the publication dies anywhere: what runs is the old or the new one, and trying again publishes", async () => {
    const prepare = prepared(async (lab) => {
      await Publish.draftWorkflow(lab.engine, "flow", flow("old"));
      await Publish.publishWorkflow(lab.engine, "flow");
      await lab.loop.drain();
    });
    const play = async (n: number, fault: Fault): Promise<number> => {
      const plan = faults(onlyAt(n, fault));
      const times = await hardTimes(await prepare(), [plan]);
      try {
        await times.insist(async (lab) => {
          const before = (await current(worker(lab))).workflows["flow"]?.version ?? 0;
          expect(["old", "new"]).toContain(await reasonOf(lab, before));
          await Publish.draftWorkflow(lab.engine, "flow", flow("new"));
          await Publish.publishWorkflow(lab.engine, "flow");
        });
        const now = times.peace();
        await now.loop.drain();
        const { version = 0 } = (await current(now.engine)).workflows["flow"] ?? {};
        expect([await reasonOf(now, 1), await reasonOf(now, version)]).toEqual(["old", "new"]);
        expect(now.queue.waiting()).toBe(0);
        return plan.calls.length;
      } finally {
        await times.close();
      }
    };
    const calls = await play(Number.POSITIVE_INFINITY, "crashAfter");
    for (let n = 0; n < calls; n++) for (const fault of ["crashBefore", "crashAfter"] as const) await play(n, fault);
  });
});

describe("what is published concerns those who are there already", () => {
  test("a condition that holds takes them in, once, each at that moment", async () => {
    const lab = await labOn(data);
    await act(lab, hana, { type: "updated", set: { addTags: ["vip"] } });
    const yaml = (name: string) =>
      `name: ${name}\ntriggers: [{ kind: condition, when: { field: tags, contains: vip } }]\nsteps: [{ id: hello, kind: email, template: hello }]\n`;
    await lab.workflow("vip", yaml("first"));
    await lab.workflow("vip", yaml("second"));
    await lab.travel("P10D");
    expect(lab.outbox().map(({ to }) => to)).toEqual([hana]);
  });

  test("a question about the past is answered from the timeline", async () => {
    const lab = await labOn(data);
    for (let n = 0; n < 3; n++) await viewPage(lab, hana, "/pricing");
    await viewPage(lab, "other@fuji.example", "/pricing");
    await lab.travel("P2D");
    await lab.workflow(
      "curious",
      `
name: Curious
triggers: [{ kind: condition, when: { event: page.viewed, atLeast: 3, within: P7D } }]
steps: [{ id: hello, kind: email, template: hello }]
`,
    );
    expect(lab.outbox().map(({ to }) => to)).toEqual([hana]);
    await viewPage(lab, "other@fuji.example", "/pricing");
    await viewPage(lab, "other@fuji.example", "/pricing");
    await lab.loop.drain();
    expect(lab.outbox()).toHaveLength(2);
  });

  test("also one that was asked before, of fewer times", async () => {
    const lab = await labOn(data);
    const asking = (atLeast: number) =>
      `name: Curious\ntriggers: [{ kind: condition, when: { event: page.viewed, atLeast: ${atLeast}, within: P7D } }]\nsteps: [{ id: note, kind: update, set: { tags: { add: [t${atLeast}] } } }]\n`;
    await lab.workflow("once", asking(1));
    for (let n = 0; n < 3; n++) await viewPage(lab, hana, "/pricing");
    await lab.workflow("thrice", asking(3));
    expect((await lab.lead(hana)).tags).toEqual(["t1", "t3"]);
  });

  test("though the publication died right after it was made, and nobody tried again", async () => {
    const prepare = prepared(async (lab) => {
      await lab.importList(`e-mail\n${hana}\n`);
      for (let n = 0; n < 3; n++) await viewPage(lab, hana, "/pricing");
    });
    const yaml = `name: Curious\ntriggers: [{ kind: condition, when: { event: page.viewed, atLeast: 3 } }]\nsteps: [{ id: note, kind: update, set: { tags: { add: [curious] } } }]\n`;
    const play = async (n: number) => {
      const plan = faults(onlyAt(n, "crashAfter"));
      const times = await hardTimes(await prepare(), [plan]);
      try {
        let asked = false;
        await times.insist(async (lab) => {
          if (asked) return;
          asked = true;
          await Publish.draftWorkflow(lab.engine, "flow", definition(yaml));
          await Publish.publishWorkflow(lab.engine, "flow");
        });
        await times.travel("PT10M");
        const now = times.peace();
        const isPublished = (await current(now.engine)).workflows["flow"] !== undefined;
        expect([n, (await now.lead(hana)).tags]).toEqual([n, isPublished ? ["curious"] : []]);
        return plan.calls.length;
      } finally {
        await times.close();
      }
    };
    const calls = await play(Number.POSITIVE_INFINITY);
    for (let n = 0; n < calls; n++) await play(n);
  });

  test("workers who hold the old catalogue for a while miss nobody by it", async () => {
    const lab = await labOn(data);
    const slow = Engine.create(lab.engine.world, { ...lab.engine.config, catalogueLifeMs: 60_000 });
    await current(slow);
    await Publish.draftWorkflow(
      slow,
      "vip",
      definition(
        "name: Vip\ntriggers: [{ kind: condition, when: { field: tags, contains: vip } }]\nsteps: [{ id: hello, kind: email, template: hello }]\n",
      ),
    );
    // Somebody else publishes; this worker does not know yet, and takes in a change that the trigger is about.
    const other = Engine.create(lab.engine.world, { ...lab.engine.config, catalogueLifeMs: 60_000 });
    await Publish.publishWorkflow(other, "vip");
    const { id } = await lab.lead(hana);
    await happen(slow, id, { type: "updated", set: { addTags: ["vip"] }, at: lab.clock.now() });
    expect(lab.outbox()).toEqual([]);
    await lab.travel("PT10M");
    expect(lab.outbox().map(({ to }) => to)).toEqual([hana]);
  });

  test("a new model moves the score at once, and hands over who is above the line by it", async () => {
    const lab = await labOn(data);
    await submit(lab, hana, "brochure");
    await Publish.publishScoring(lab.engine, {
      ...defaultModel,
      signals: defaultModel.signals.map((rule) => (rule.id === "form-brochure" ? { ...rule, points: 80 } : rule)),
    });
    await lab.loop.drain();
    const { score, handoff } = await lab.lead(hana);
    expect(totalAt(score, lab.clock.now())).toBeCloseTo(80);
    expect(handoff).toMatchObject({ state: "open" });
  });
});
