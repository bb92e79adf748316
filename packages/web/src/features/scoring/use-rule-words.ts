import { useTranslation } from "react-i18next";
import type { FitRule, SignalRule } from "../../api/scoring.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import type { Change } from "./changes.ts";
import { fitShapeOf, shapeOf } from "./shape.ts";

/** Rules, and how they change, as people say it. */
export const useRuleWords = () => {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const words = useWorkflowWords();
  const texts = (values: string[]) => words.list(values.map((value) => t("scoring.quoted", { text: value })));
  const isSignal = (rule: SignalRule | FitRule): rule is SignalRule => "on" in rule;

  const event = (on: string): string => (i18n.exists(`ruleEvent.${on}`) ? t(`ruleEvent.${on}`) : term("signal", on));
  const name = (rule: SignalRule | FitRule): string => say(rule.label, isSignal(rule) ? event(rule.on) : rule.id);
  const points = (n: number): string => t("scoring.points", { points: format.signed(n) });
  const family = (id: string): string => (i18n.exists(`ruleFamily.${id}`) ? t(`ruleFamily.${id}`) : term("family", id));
  const chip = (id: string, value: unknown): string =>
    typeof value === "boolean"
      ? t(value ? "scoring.chipYes" : "scoring.chipNo", { chip: term("chip", id) })
      : t("scoring.chipIs", { chip: term("chip", id), value: term("timing", String(value)) });
  const field = (id: string): string => {
    const [group = "", ...rest] = id.split(".");
    return group === "attributes" ? term("attribute", rest.join(".")) : term("field", id);
  };

  /** What a rule asks, in a few words. */
  const what = (rule: SignalRule | FitRule): string => {
    if (!isSignal(rule)) {
      const shape = fitShapeOf(rule);
      if (shape.kind === "in") return t("scoring.fitIn", { field: field(shape.field), values: texts(shape.values) });
      if (shape.kind === "contains")
        return t("scoring.fitContains", { field: field(shape.field), values: texts(shape.values) });
      if (shape.kind === "from")
        return t("scoring.fitFrom", { field: field(shape.field), least: format.count(shape.least) });
      return words.condition(shape.when);
    }
    const shape = shapeOf(rule);
    switch (shape.kind) {
      case "any":
        return event(rule.on);
      case "page":
        return t("scoring.pageWith", { values: texts(shape.values) });
      case "otherPage":
        return t("scoring.pageWithout", { values: texts(shape.values) });
      case "form":
        return t("scoring.formOf", { values: words.list(shape.values.map((value) => term("source", value))) });
      case "otherForm":
        return t("scoring.formNot", { values: words.list(shape.values.map((value) => term("source", value))) });
      case "chip":
        return chip(shape.chip, shape.value);
      case "outcome":
        return term("outcome", shape.value);
      case "free":
        return t("scoring.eventWhen", { event: event(rule.on), when: words.condition(shape.when) });
      default:
        return shape satisfies never;
    }
  };

  const halfLife = (days: number | undefined): string =>
    days === undefined ? t("scoring.stays") : t("scoring.days", { count: days });

  const capText = (rule: SignalRule | FitRule): string =>
    isSignal(rule) && rule.cap !== undefined
      ? t("scoring.capped", { per: t(`scoring.per.${rule.cap.per}`), points: format.given(rule.cap.points) })
      : t("scoring.uncapped");
  const handsOver = (rule: SignalRule | FitRule) => isSignal(rule) && rule.handOff === true;

  /** One change as one sentence. */
  const change = (one: Change): string => {
    switch (one.kind) {
      case "added":
        return t("scoring.change.added", { name: name(one.rule), points: points(one.rule.points) });
      case "removed":
        return t("scoring.change.removed", { name: name(one.rule) });
      case "halfLife":
        return t("scoring.change.halfLife", {
          family: family(one.family),
          was: halfLife(one.was),
          is: halfLife(one.is),
        });
      case "line":
        return t("scoring.change.line", { line: t(`line.${one.line}`), was: one.was, is: one.is });
      case "changed": {
        const { rule, was } = one;
        const parts = [
          rule.points === was.points
            ? ""
            : t("scoring.change.to", { was: points(was.points), is: points(rule.points) }),
          what(rule) === what(was) ? "" : t("scoring.change.to", { was: what(was), is: what(rule) }),
          capText(rule) === capText(was) ? "" : t("scoring.change.to", { was: capText(was), is: capText(rule) }),
          handsOver(rule) === handsOver(was) ? "" : t(handsOver(rule) ? "scoring.handsOver" : "scoring.noHandOver"),
          name(rule) === name(was) ? "" : t("scoring.change.renamed", { name: name(was) }),
          isSignal(rule) && isSignal(was) && rule.family !== was.family
            ? t("scoring.change.to", { was: family(was.family), is: family(rule.family) })
            : "",
        ].filter((part) => part !== "");
        return t("scoring.change.changed", { name: name(rule), parts: parts.join(t("words.list")) });
      }
      default:
        return one satisfies never;
    }
  };
  return { name, points, family, what, event, chip, field, halfLife, change };
};
