import { add } from "../workspace/calendar.ts";
import type { Condition, EventCondition, FieldCondition, Watch } from "./condition.ts";
import { type Subject as FieldSubject, fieldOf } from "./fields.ts";
import type { AttributeValue } from "./lead.ts";
import type { Occurrence } from "./occurrence.ts";

/**
 * Does the condition hold? Texts are compared in NFKC, case matters. A list matches `eq`, `in`, `contains` if any element
 * does; `contains` is part of a text. Of a missing field only `exists: false` and `ne` hold. Several tests must all hold.
 */
export const evaluate = (condition: Condition, subject: Subject): boolean => {
  if ("all" in condition) return condition.all.every((part) => evaluate(part, subject));
  if ("any" in condition) return condition.any.some((part) => evaluate(part, subject));
  if ("not" in condition) return !evaluate(condition.not, subject);
  if ("field" in condition) return fieldHolds(condition, fieldOf(condition.field, subject));
  return eventHolds(condition, subject);
};

export type Subject = FieldSubject;

const fieldHolds = (test: FieldCondition, value: AttributeValue | undefined): boolean => {
  if (test.exists !== undefined && test.exists !== (value !== undefined)) return false;
  const elements: Scalar[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const any = (holds: (element: Scalar) => boolean) => elements.some(holds);
  const { eq, ne, contains } = test;
  if (eq !== undefined && !any((element) => same(element, eq))) return false;
  if (ne !== undefined && any((element) => same(element, ne))) return false;
  if (contains !== undefined && !any((element) => holdsPart(element, contains))) return false;
  if (test.in !== undefined && !any((element) => test.in?.some((wanted) => same(element, wanted)) === true))
    return false;
  return inRange(test, value);
};

type Scalar = string | number | boolean;

const inRange = ({ gt, gte, lt, lte }: FieldCondition, value: AttributeValue | undefined): boolean => {
  if (gt === undefined && gte === undefined && lt === undefined && lte === undefined) return true;
  const number = numberOf(value);
  if (number === undefined) return false;
  return (
    (gt === undefined || number > gt) &&
    (gte === undefined || number >= gte) &&
    (lt === undefined || number < lt) &&
    (lte === undefined || number <= lte)
  );
};

/** A number, or a text that is one: `300`, `１，２００`. Lists and booleans are none. */
const numberOf = (value: AttributeValue | undefined): number | undefined => {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const text = plain(value).trim();
  return /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : undefined;
};

/** CSV columns are texts, conditions may hold numbers: a number equals the text that writes it. */
const same = (value: Scalar, wanted: Scalar): boolean => {
  if (typeof value === typeof wanted)
    return typeof value === "string" ? plain(value) === plain(`${wanted}`) : value === wanted;
  if (typeof value === "number" || typeof wanted === "number") {
    const number = numberOf(value);
    return number !== undefined && number === numberOf(wanted);
  }
  return plain(`${value}`) === plain(`${wanted}`);
};

const holdsPart = (value: Scalar, part: Scalar): boolean =>
  typeof value === "string" ? plain(value).includes(plain(`${part}`)) : same(value, part);

const plain = (text: string): string => (ascii.test(text) ? text : text.normalize("NFKC"));
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const ascii = /^[\x00-\x7f]*$/;

const eventHolds = (condition: EventCondition, { lead, now, zone, since: from }: Subject): boolean => {
  const fact = lead.facts[watchKey(condition)];
  const needed = condition.atLeast ?? 1;
  if (fact === undefined || fact.n < needed) return false;
  if (condition.within === undefined && from === undefined) return true;
  const within = condition.within === undefined ? 0 : add(now, `-${condition.within}`, zone);
  const since = Math.max(within, from ?? 0);
  return fact.at.filter((at) => at >= since).length >= needed;
};

/** The key of the fact that a condition asks for: how often and how recently are not part of it. */
export const watchKey = ({ event, template, source, name }: Omit<EventCondition, "atLeast" | "within">): string =>
  [
    event,
    template === undefined ? undefined : `template=${template}`,
    source === undefined ? undefined : `source=${source}`,
    name === undefined ? undefined : `name=${name}`,
  ]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/[%|]/g, encodeURIComponent))
    .join("|");

/** Is the occurrence one of those that the watch counts? */
export const matches = (
  watch: Pick<EventCondition, "event" | "template" | "source" | "name">,
  occurrence: Occurrence,
): boolean =>
  (watch.event === occurrence.type || (occurrence.type === "event.tracked" && watch.event === occurrence.name)) &&
  (watch.template === undefined || watch.template === occurrence.template) &&
  (watch.source === undefined || watch.source === occurrence.source) &&
  (watch.name === undefined || watch.name === occurrence.name);

/** What the record must remember for these conditions; the same fact once, with the most times that any of them needs. */
export const watchesIn = (conditions: Condition[]): Watch[] => {
  const watches = new Map<string, Watch>();
  for (const condition of eventConditionsIn(conditions)) {
    const { atLeast = 1, within: _, ...rest } = condition;
    const key = watchKey(rest);
    const keep = Math.max(atLeast, watches.get(key)?.keep ?? 1);
    watches.set(key, {
      key,
      event: rest.event,
      ...(rest.template === undefined ? {} : { template: rest.template }),
      ...(rest.source === undefined ? {} : { source: rest.source }),
      ...(rest.name === undefined ? {} : { name: rest.name }),
      keep,
    });
  }
  return [...watches.values()];
};

/** The same fact once, with the most times that any of them needs. */
export const together = (watches: Watch[]): Watch[] => {
  const all = new Map<string, Watch>();
  for (const watch of watches)
    all.set(watch.key, { ...watch, keep: Math.max(watch.keep, all.get(watch.key)?.keep ?? 1) });
  return [...all.values()];
};

/** The numbers that the score is compared with, ascending: crossing one may change an answer. */
export const thresholdsIn = (conditions: Condition[]): number[] => {
  const found = new Set<number>();
  for (const leaf of conditions.flatMap(leavesOf))
    if ("field" in leaf && leaf.field === "score")
      for (const value of [leaf.eq, leaf.ne, leaf.gt, leaf.gte, leaf.lt, leaf.lte, ...(leaf.in ?? [])])
        if (typeof value === "number") found.add(value);
  return [...found].sort((a, b) => a - b);
};

export const eventConditionsIn = (conditions: Condition[]): EventCondition[] =>
  conditions.flatMap(leavesOf).filter((leaf): leaf is EventCondition => "event" in leaf);

export const leavesOf = (condition: Condition): (FieldCondition | EventCondition)[] => {
  if ("all" in condition) return condition.all.flatMap(leavesOf);
  if ("any" in condition) return condition.any.flatMap(leavesOf);
  if ("not" in condition) return leavesOf(condition.not);
  return [condition];
};
