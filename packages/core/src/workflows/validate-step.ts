import { stageRules } from "../leads/stages.ts";
import type { Step } from "./definition.ts";
import { dateFieldFindings, durationFindings, type Finding, lengthFindings } from "./findings.ts";
import type { Place } from "./steps.ts";

/** What is wrong with a step by itself, wherever it stands. `workflow` = the id of the one it belongs to. */
export const stepFindings = ({ step, path }: Place, workflow: string): Finding[] => {
  switch (step.kind) {
    case "wait":
      return waitFindings(step, path);
    case "waitUntil":
      return durationFindings(step.max, `${path}.max`);
    case "branch":
      return branchFindings(step, path);
    case "split":
      return splitFindings(step, path);
    case "score":
      return step.points === 0 ? [{ path: `${path}.points`, message: "Gives no points", warning: true }] : [];
    case "update":
      return updateFindings(step, path);
    case "webhook":
      return /^https?:\/\//i.test(step.url) ? [] : [{ path: `${path}.url`, message: "Only http and https" }];
    case "enrol":
      return step.workflow === workflow
        ? [{ path: `${path}.workflow`, message: "A workflow cannot enrol into itself: it would never end" }]
        : [];
    case "leave":
      return step.workflow === workflow
        ? [{ path: `${path}.workflow`, message: "This is the workflow itself: write a step of kind exit" }]
        : [];
    case "email":
    case "notify":
    case "handOff":
    case "goal":
    case "exit":
      return [];
    default:
      return step satisfies never;
  }
};

const waitFindings = (step: Extract<Step, { kind: "wait" }>, path: string): Finding[] => {
  if (step.for !== undefined) return durationFindings(step.for, `${path}.for`);
  if (step.until === undefined || !("field" in step.until)) return [];
  const { field, offset } = step.until;
  return [
    ...dateFieldFindings(field, `${path}.until.field`),
    ...(offset === undefined ? [] : lengthFindings(offset, `${path}.until.offset`)),
  ];
};

const updateFindings = (step: Extract<Step, { kind: "update" }>, path: string): Finding[] => {
  if (isEmptyUpdate(step)) return [{ path: `${path}.set`, message: "Sets nothing" }];
  const { stage } = step.set;
  if (stage === undefined || !stageRules[stage].humanOnly) return [];
  const { enteredBy } = stageRules[stage];
  return [{ path: `${path}.set.stage`, message: `The stage ${stage} is entered by people only: by ${enteredBy}` }];
};

const isEmptyUpdate = ({ set }: Extract<Step, { kind: "update" }>): boolean =>
  set.stage === undefined &&
  Object.keys(set.attributes ?? {}).length === 0 &&
  [...(set.tags?.add ?? []), ...(set.tags?.remove ?? [])].length === 0;

const branchFindings = (step: Extract<Step, { kind: "branch" }>, path: string): Finding[] => {
  const seen = new Map<string, number>();
  return step.paths.flatMap(({ when }, index) => {
    const text = JSON.stringify(when);
    const earlier = seen.get(text);
    if (earlier === undefined) seen.set(text, index);
    return earlier === undefined
      ? []
      : [{ path: `${path}.paths.${index}.when`, message: `Never taken: path ${earlier + 1} asks the same before` }];
  });
};

const splitFindings = (step: Extract<Step, { kind: "split" }>, path: string): Finding[] => {
  const findings: Finding[] = [];
  const names = step.arms.map(({ name }) => name);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      findings.push({ path: `${path}.arms.${index}.name`, message: `Another arm is called "${name}" already` });
  const holdouts = step.arms.filter(({ holdout }) => holdout === true).length;
  if (holdouts === step.arms.length)
    findings.push({ path: `${path}.arms`, message: "Every arm is held out: nobody would get anything" });
  const sum = step.arms.reduce((total, { weight }) => total + weight, 0);
  if (!Number.isFinite(sum)) findings.push({ path: `${path}.arms`, message: "The weights are too large" });
  else if (Math.abs(sum - 100) > 0.001 && Math.abs(sum - 1) > 0.00001)
    findings.push({
      path: `${path}.arms`,
      message: `The weights sum to ${sum}, not 100: they are taken as shares`,
      warning: true,
    });
  return findings;
};
