import { eventConditionsIn } from "../leads/evaluate.ts";
import { didYouMean } from "../workspace/nearest.ts";
import { type Finding, type Judgement, sorted } from "./findings.ts";
import type { Graph } from "./graph.ts";
import { conditionsIn, placesOf } from "./steps.ts";

/** Names of what the workspace has; `workflows` counts drafts, so that two workflows can name each other. */
export type Known = {
  templates: readonly string[];
  workflows: readonly string[];
  sources: readonly string[];
  lists: readonly string[];
  channels: readonly string[];
};

/**
 * Asked at publish: does what the workflow names exist? Without its templates and the workflows it enrols into it cannot run;
 * the rest may come later.
 */
export const check = (graph: Graph, known: Known): Judgement =>
  sorted([...triggerFindings(graph, known), ...conditionFindings(graph, known), ...stepFindings(graph, known)]);

const unknown = (kind: string, name: string, names: readonly string[], path: string): Finding[] =>
  names.includes(name) ? [] : [{ path, message: `There is no ${kind} "${name}".${didYouMean(name, names)}` }];

const soft = (findings: Finding[]): Finding[] => findings.map((finding) => ({ ...finding, warning: true }));

const triggerFindings = ({ definition }: Graph, known: Known): Finding[] =>
  definition.triggers.flatMap((trigger, index) => {
    if (trigger.kind === "form")
      return soft(unknown("source", trigger.source, known.sources, `triggers.${index}.source`));
    if (trigger.kind === "list") return soft(unknown("list", trigger.list, known.lists, `triggers.${index}.list`));
    return [];
  });

const conditionFindings = ({ definition }: Graph, known: Known): Finding[] =>
  conditionsIn(definition).flatMap(({ when, path, step }) =>
    eventConditionsIn([when])
      .flatMap(({ source, template }) =>
        soft([
          ...(source === undefined ? [] : unknown("source", source, known.sources, path)),
          ...(template === undefined ? [] : unknown("template", template, known.templates, path)),
        ]),
      )
      .map((finding) => (step === undefined ? finding : { ...finding, step })),
  );

const stepFindings = ({ definition }: Graph, known: Known): Finding[] =>
  placesOf(definition).flatMap(({ step, path, id }) => {
    const found = (): Finding[] => {
      switch (step.kind) {
        case "email":
          return unknown("template", step.template, known.templates, `${path}.template`);
        case "enrol":
          return unknown("workflow", step.workflow, known.workflows, `${path}.workflow`);
        case "leave":
          return soft(unknown("workflow", step.workflow, known.workflows, `${path}.workflow`));
        case "notify":
          return step.channel.startsWith("mail:")
            ? []
            : soft(unknown("channel", step.channel, known.channels, `${path}.channel`));
        default:
          return [];
      }
    };
    return found().map((finding) => ({ ...finding, step: id }));
  });
