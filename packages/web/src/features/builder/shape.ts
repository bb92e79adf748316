import type { Condition, Definition, Step, StepKind } from "../../api/definition.ts";
import { kinds } from "./document/new-step.ts";

/**
 * Is this enough of a workflow to be drawn? Only what the diagram relies on is asked; the server says what else is wrong.
 * `path` = where it stops being one.
 */
export const isDefinition = (value: unknown): { ok: true; definition: Definition } | { ok: false; path: string } => {
  if (!isRecord(value)) return { ok: false, path: "" };
  if (!isWords(value["name"])) return { ok: false, path: "name" };
  const wrong = [...stepFaults(value["steps"], "steps"), ...frameFaults(value)][0];
  if (wrong !== undefined) return { ok: false, path: wrong };
  return isChecked(value) ? { ok: true, definition: value } : { ok: false, path: "" };
};

/** What was asked above is what the type says, as far as the pages read it. */
const isChecked = (value: Record<string, unknown>): value is Record<string, unknown> & Definition =>
  Array.isArray(value["steps"]);

const frameFaults = ({ triggers = [], exits = [], entry, hypothesis, window }: Record<string, unknown>): string[] => [
  ...each(triggers, "triggers", (trigger, path) =>
    isRecord(trigger) && typeof trigger["kind"] === "string"
      ? conditionFaults(trigger["when"], `${path}.when`, true)
      : [path],
  ),
  ...each(exits, "exits", (exit, path) => (isRecord(exit) ? conditionFaults(exit["when"], `${path}.when`) : [path])),
  ...(entry === undefined ? [] : isRecord(entry) ? conditionFaults(entry["when"], "entry.when", true) : ["entry"]),
  ...(hypothesis === undefined || isRecord(hypothesis) ? [] : ["hypothesis"]),
  ...(window === undefined || (isRecord(window) && Array.isArray(window["days"])) ? [] : ["window"]),
];

const stepFaults = (steps: unknown, path: string): string[] => each(steps, path, stepFault);

const stepFault = (step: unknown, path: string): string[] => {
  if (!isRecord(step)) return [path];
  const kind = kinds.find((known) => known === step["kind"]);
  if (kind === undefined) return [`${path}.kind`];
  const lists = (key: "then" | "timeout" | "else") =>
    step[key] === undefined ? [] : stepFaults(step[key], `${path}.${key}`);
  switch (kind) {
    case "waitUntil":
      return [...conditionFaults(step["when"], `${path}.when`), ...lists("then"), ...lists("timeout")];
    case "goal":
      return conditionFaults(step["when"], `${path}.when`);
    case "branch":
      return [
        ...each(step["paths"], `${path}.paths`, (way, here) =>
          isRecord(way)
            ? [...conditionFaults(way["when"], `${here}.when`), ...stepFaults(way["steps"], `${here}.steps`)]
            : [here],
        ),
        ...lists("else"),
      ];
    case "split":
      return each(step["arms"], `${path}.arms`, (arm, here) =>
        isRecord(arm) && typeof arm["name"] === "string" && typeof arm["weight"] === "number"
          ? arm["steps"] === undefined
            ? []
            : stepFaults(arm["steps"], `${here}.steps`)
          : [here],
      );
    case "update":
      return isRecord(step["set"]) ? [] : [`${path}.set`];
    default:
      return (texts[kind] ?? []).flatMap((key) => (typeof step[key] === "string" ? [] : [`${path}.${key}`]));
  }
};

/** Keys that must be texts for the step to be shown. */
const texts: Partial<Record<StepKind, string[]>> = {
  email: ["template"],
  score: ["signal", "family"],
  notify: ["channel", "text"],
  webhook: ["url"],
  enrol: ["workflow"],
  leave: ["workflow"],
  exit: ["reason"],
} satisfies Partial<Record<Step["kind"], string[]>>;

const conditionFaults = (value: unknown, path: string, optional = false): string[] => {
  if (value === undefined && optional) return [];
  if (!isRecord(value)) return [path];
  const asked: Record<keyof Condition | string, unknown> = value;
  for (const key of ["all", "any"] as const)
    if (asked[key] !== undefined)
      return each(asked[key], `${path}.${key}`, (part, here) => conditionFaults(part, here));
  if (asked["not"] !== undefined) return conditionFaults(asked["not"], `${path}.not`);
  return typeof asked["field"] === "string" || typeof asked["event"] === "string" ? [] : [path];
};

const each = (list: unknown, path: string, faults: (item: unknown, path: string) => string[]): string[] =>
  Array.isArray(list) ? list.flatMap((item: unknown, n) => faults(item, `${path}.${n}`)) : [path];
const isWords = (value: unknown): boolean => typeof value === "string" || isRecord(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
