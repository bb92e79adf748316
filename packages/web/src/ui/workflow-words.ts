import { useTranslation } from "react-i18next";
import type { Condition, Definition, Step, Trigger } from "../api/definition.ts";
import { useSay, useTerm } from "./words.ts";

/** Triggers, conditions and steps as sentences. */
export const useWorkflowWords = () => {
  const { t, i18n } = useTranslation();
  const term = useTerm();
  const say = useSay();
  const list = (items: string[]) => items.join(t("words.list"));

  /** `P14D` → 14日. */
  const duration = (iso: string): string => {
    const [, sign = "", years, months, weeks, days, hours, minutes] =
      /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(iso) ?? [];
    const parts = Object.entries({ years, months, weeks, days, hours, minutes }).flatMap(([unit, count]) =>
      count === undefined ? [] : [t(`duration.${unit}`, { count: Number(count) })],
    );
    return parts.length === 0 ? iso : t(sign === "-" ? "duration.before" : "duration.span", { span: parts.join(" ") });
  };

  const field = (name: string): string => {
    const [group = "", rest] = name.split(".");
    if (rest === undefined) return term("field", name);
    if (group === "families") return term("family", rest);
    return group === "attributes" ? term("attribute", rest) : term(`field_${group}`, rest);
  };
  const value = (scalar: string | number | boolean): string => term("stage", term("lost", String(scalar)));

  const condition = (asked: Condition): string => {
    if (asked.all !== undefined) return asked.all.map(condition).join(t("words.and"));
    if (asked.any !== undefined) return asked.any.map(condition).join(t("words.or"));
    if (asked.not !== undefined) return t("words.not", { what: condition(asked.not) });
    if (asked.event !== undefined) return event(asked.event, asked);
    const { field: name = "", exists, in: among, ...rest } = asked;
    if (exists !== undefined) return t(exists ? "op.exists" : "op.missing", { field: field(name) });
    if (among !== undefined) return t("op.in", { field: field(name), value: list(among.map(value)) });
    return Object.entries(rest)
      .map(([op, operand]) =>
        t(`op.${op}`, { field: field(name), value: typeof operand === "object" ? "" : value(operand ?? "") }),
      )
      .join(t("words.and"));
  };

  const event = (name: string, { template, source, name: own, atLeast, within }: Condition): string => {
    const key = `did.${name}`;
    const what = template ?? (source === undefined ? own : term("source", source));
    const told = i18n.exists(key)
      ? t(what === undefined ? key : `${key}Of`, { what })
      : t("did.tracked", { what: term("signal", name) });
    return [
      told,
      atLeast !== undefined && atLeast > 1 ? t("did.times", { count: atLeast }) : "",
      within === undefined ? "" : t("did.within", { span: duration(within) }),
    ].join("");
  };

  const trigger = ({ kind, ...at }: Trigger): string =>
    t(`trigger.${kind}`, {
      source: term("source", at.source ?? ""),
      name: term("signal", at.name ?? ""),
      reasons:
        at.reasons === undefined
          ? t("trigger.anyReason")
          : list(at.reasons.map((reason) => term(kind === "returned" ? "return" : "lost", reason))),
      after: at.after === undefined ? "" : t("trigger.after", { span: duration(at.after) }),
      stage: term("stage", at.is ?? ""),
      when: at.when === undefined ? "" : condition(at.when),
      span: at.for === undefined ? "" : duration(at.for),
      list: term("source", at.list ?? ""),
      field: field(at.field ?? ""),
      offset: at.offset === undefined ? "" : duration(at.offset),
    });

  const reentry = (entry: NonNullable<Definition["entry"]>): string => {
    if (entry.reentry === "always") return t("reentry.always");
    return typeof entry.reentry === "object"
      ? t("reentry.after", { span: duration(entry.reentry.after) })
      : t("reentry.never");
  };

  const wait = (step: Extract<Step, { kind: "wait" }>): string => {
    if (step.for !== undefined) return t("step.wait", { span: duration(step.for) });
    if (step.businessDays !== undefined) return t("step.waitBusiness", { count: step.businessDays });
    const { weekday, date, at = "", field: name, offset } = step.until ?? {};
    if (name !== undefined)
      return t("step.waitField", { field: field(name), offset: offset === undefined ? "" : duration(offset), at });
    return t("step.waitUntilTime", { day: date ?? (weekday === undefined ? "" : t(`weekday.${weekday}`)), at });
  };

  const changes = ({ set }: Extract<Step, { kind: "update" }>): string =>
    [
      ...(set.tags?.add ?? []).map((tag) => t("step.tag", { tag })),
      ...(set.tags?.remove ?? []).map((tag) => t("step.untag", { tag })),
      ...Object.entries(set.attributes ?? {}).map(([name, to]) =>
        t("op.eq", { field: term("attribute", name), value: String(to) }),
      ),
      ...(set.stage === undefined ? [] : [t("op.eq", { field: t("field.stage"), value: term("stage", set.stage) })]),
    ].join(t("words.list"));

  const step = (what: Step): string => {
    if (what.label !== undefined) return say(what.label);
    switch (what.kind) {
      case "email":
        return t("step.email", { template: what.template });
      case "wait":
        return wait(what);
      case "waitUntil":
        return t("step.waitUntil", { when: condition(what.when), span: duration(what.max) });
      case "branch":
        return t("step.branch");
      case "split":
        return t("step.split", { weights: what.arms.map(({ weight }) => weight).join(" : ") });
      case "score":
        return t("step.score", {
          points: `${what.points < 0 ? "" : "+"}${what.points}`,
          signal: term("signal", what.signal),
        });
      case "update":
        return changes(what);
      case "notify":
        return t("step.notify", { channel: what.channel });
      case "webhook":
        return t("step.webhook", { url: what.url });
      case "handOff":
        return t("step.handOff");
      case "enrol":
        return t("step.enrol", { workflow: what.workflow });
      case "leave":
        return t("step.leave", { workflow: what.workflow });
      case "goal":
        return t("step.goal", { when: what.name ?? condition(what.when) });
      case "exit":
        return t("step.exit", { reason: term("exit", what.reason) });
      default:
        return what satisfies never;
    }
  };
  return { condition, duration, reentry, step, trigger, list };
};
