import { check } from "@rekindle/core/workflows/check";
import { compile } from "@rekindle/core/workflows/compile";
import { Definition } from "@rekindle/core/workflows/definition";
import type { Graph } from "@rekindle/core/workflows/graph";
import { describe, expect, it } from "vitest";

const define = (steps: unknown[], rest: object = {}): Definition =>
  Definition.parse({ name: "x", triggers: [{ kind: "manual" }], steps, ...rest });
const email = (template: string, id?: string) => ({ kind: "email", template, ...(id === undefined ? {} : { id }) });
const clicked = (template: string) => ({ event: "mail.clicked", template });
const graphOf = (definition: Definition): Graph => {
  const { graph, problems } = compile("flow", 1, definition);
  if (graph === undefined) throw new Error(JSON.stringify(problems));
  return graph;
};

describe("check", () => {
  const graph = graphOf(
    define(
      [
        email("hello"),
        { kind: "branch", paths: [{ when: clicked("hello"), steps: [email("helo")] }] },
        { kind: "enrol", workflow: "other" },
        { kind: "leave", workflow: "another" },
        { kind: "notify", channel: "slack:#sales", text: "x" },
        { kind: "notify", channel: "mail:sales@example.jp", text: "x" },
      ],
      {
        triggers: [
          { kind: "form", source: "demo" },
          { kind: "list", list: "expo" },
        ],
        exits: [{ when: { event: "form.submitted", source: "dmo" }, reason: "asked" }],
      },
    ),
  );
  const nothing = { templates: [], workflows: [], sources: [], lists: [], channels: [] };

  it("stops on unknown templates and on workflows to enrol into; warns of the rest, which may come later", () => {
    const { problems, warnings } = check(graph, { ...nothing, templates: ["hello"] });
    expect(problems).toEqual([
      {
        path: "steps.1.paths.0.steps.0.template",
        step: "email-3",
        message: 'There is no template "helo". Did you mean "hello"?',
      },
      { path: "steps.2.workflow", step: "enrol-4", message: 'There is no workflow "other".' },
    ]);
    expect(warnings.map(({ path }) => path)).toEqual([
      "triggers.0.source",
      "triggers.1.list",
      "exits.0.when",
      "steps.3.workflow",
      "steps.4.channel",
    ]);
  });

  it("is silent when everything is there", () => {
    const known = {
      templates: ["hello", "helo"],
      workflows: ["other", "another"],
      sources: ["demo", "dmo"],
      lists: ["expo"],
      channels: ["slack:#sales"],
    };
    expect(check(graph, known)).toEqual({ problems: [], warnings: [] });
  });
});
