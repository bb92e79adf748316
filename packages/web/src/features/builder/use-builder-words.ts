import { useTranslation } from "react-i18next";
import type { Step, StepKind } from "../../api/definition.ts";
import type { Vocabulary } from "../../api/vocabulary.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import { type Problem, wordsOfFault } from "./faults.ts";

/** Names of kinds, ways and problems, and of steps with the names that mails and workflows have. */
export const useBuilderWords = (vocabulary: Vocabulary | undefined) => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const words = useWorkflowWords();
  const nameOf = (list: { id: string; name: Parameters<typeof say>[0] }[] | undefined, id: string): string =>
    say(list?.find((one) => one.id === id)?.name, id);
  const kind = (name: StepKind): string => t(`stepKind.${name}`);
  /** What the card says. */
  const title = (step: Step): string => {
    if (step.label !== undefined) return say(step.label);
    switch (step.kind) {
      case "email":
        return step.template === "" ? t("builder.noMail") : nameOf(vocabulary?.templates, step.template);
      case "branch": {
        const [first] = step.paths;
        return step.paths.length === 1 && first !== undefined
          ? t("builder.asks", { what: words.condition(named(first.when)) })
          : t("step.branch");
      }
      case "waitUntil":
        return t("builder.awaits", { what: words.condition(named(step.when)) });
      case "enrol":
      case "leave":
        return step.workflow === ""
          ? kind(step.kind)
          : t(`stepOf.${step.kind}`, { workflow: nameOf(vocabulary?.workflows, step.workflow) });
      case "update": {
        const told = words.step(step);
        return told === "" ? kind("update") : told;
      }
      case "notify":
        return step.channel === "" ? kind("notify") : words.step(step);
      case "webhook":
        return step.url === "" ? kind("webhook") : words.step(step);
      default:
        return words.step(step);
    }
  };
  /** Mails under their names instead of their ids. */
  const named = <C extends { template?: string; all?: C[]; any?: C[]; not?: C }>(condition: C): C => ({
    ...condition,
    ...(condition.template === undefined ? {} : { template: nameOf(vocabulary?.templates, condition.template) }),
    ...(condition.all === undefined ? {} : { all: condition.all.map(named) }),
    ...(condition.any === undefined ? {} : { any: condition.any.map(named) }),
    ...(condition.not === undefined ? {} : { not: named(condition.not) }),
  });
  /** The name of a way on from a step. */
  const way = (step: Step, key: string): string => {
    const index = Number(key.split(".")[1] ?? 0);
    switch (step.kind) {
      case "waitUntil":
        return t(key === "then" ? "step.met" : "step.timeout");
      case "split": {
        const arm = step.arms[index];
        if (arm === undefined) return "";
        return t(arm.holdout === true ? "step.holdout" : "step.arm", { name: arm.name, weight: `${arm.weight}%` });
      }
      case "branch": {
        if (key === "else") return t("step.else");
        const path = step.paths[index];
        if (path === undefined) return "";
        return say(path.label) || (step.paths.length === 1 ? t("builder.yes") : words.condition(named(path.when)));
      }
      default:
        return "";
    }
  };
  const fault = (problem: Problem): string => {
    const { key, name } = wordsOfFault(problem);
    return t(`fault.${key}`, { name });
  };
  return { ...words, kind, title, way, fault, named, term, say, nameOf };
};
