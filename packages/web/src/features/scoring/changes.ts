import type { FitRule, Model, SignalRule } from "../../api/scoring.ts";
import type { Line } from "../../api/workspace.ts";

/** How one model differs from another, part by part. */
export type Change =
  | { kind: "added" | "removed"; list: "signals" | "fit"; id: string; rule: SignalRule | FitRule }
  | { kind: "changed"; list: "signals" | "fit"; id: string; rule: SignalRule | FitRule; was: SignalRule | FitRule }
  | { kind: "halfLife"; family: string; was: number | undefined; is: number | undefined }
  | { kind: "line"; line: Line; was: number; is: number };

export const lineNames = ["warm", "insideSales", "sales"] as const;

export const changesOf = (before: Model, after: Model): Change[] => [
  ...ofRules("signals", before.signals, after.signals),
  ...ofRules("fit", before.fit, after.fit),
  ...Object.keys({ ...before.families, ...after.families }).flatMap((family): Change[] => {
    const was = before.families[family]?.halfLifeDays;
    const is = after.families[family]?.halfLifeDays;
    return was === is ? [] : [{ kind: "halfLife", family, was, is }];
  }),
  ...lineNames.flatMap((line): Change[] =>
    before.lines[line] === after.lines[line]
      ? []
      : [{ kind: "line", line, was: before.lines[line], is: after.lines[line] }],
  ),
];

const ofRules = <Rule extends SignalRule | FitRule>(
  list: "signals" | "fit",
  before: Rule[],
  after: Rule[],
): Change[] => [
  ...after.flatMap((rule): Change[] => {
    const was = before.find(({ id }) => id === rule.id);
    if (was === undefined) return [{ kind: "added", list, id: rule.id, rule }];
    return same(was, rule) ? [] : [{ kind: "changed", list, id: rule.id, rule, was }];
  }),
  ...before.flatMap((rule): Change[] =>
    after.some(({ id }) => id === rule.id) ? [] : [{ kind: "removed", list, id: rule.id, rule }],
  ),
];

/** Equal whatever the order of keys. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, part]) => part !== undefined)
            .toSorted(([a], [b]) => a.localeCompare(b))
            .map(([key, part]) => [key, sorted(part)]),
        )
      : value;

/** Rules in the order of `before`, with what is added behind, and what is gone in its old place. */
export const laidOut = <Rule extends { id: string }>(before: Rule[], after: Rule[]): LaidOut<Rule>[] => [
  ...before.map((was) => ({ id: was.id, was, rule: after.find(({ id }) => id === was.id) })),
  ...after.flatMap((rule): LaidOut<Rule>[] =>
    before.some(({ id }) => id === rule.id) ? [] : [{ id: rule.id, rule, was: undefined }],
  ),
];
type LaidOut<Rule> = { id: string; rule: Rule | undefined; was: Rule | undefined };

/** One rule as it was before. */
export const restored = <Rule extends { id: string }>(before: Rule[], after: Rule[], id: string): Rule[] => {
  const was = before.find((rule) => rule.id === id);
  if (was === undefined) return after.filter((rule) => rule.id !== id);
  if (after.some((rule) => rule.id === id)) return after.map((rule) => (rule.id === id ? was : rule));
  const place = before.findIndex((rule) => rule.id === id);
  const earlier = before.slice(0, place).map((rule) => rule.id);
  const at = after.findLastIndex((rule) => earlier.includes(rule.id)) + 1;
  return after.toSpliced(at, 0, was);
};
