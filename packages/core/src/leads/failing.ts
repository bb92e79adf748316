import type { Condition } from "./condition.ts";
import { evaluate, watchKey } from "./evaluate.ts";
import { fieldOf, type Subject } from "./fields.ts";
import type { AttributeValue } from "./lead.ts";

/** The first part of a condition that does not hold, and what there is instead: a field's value, or how often it happened. */
export type Failing = { when: Condition; value?: AttributeValue };

/** Undefined: the whole holds. Of an `any` where nothing holds, and of a `not`, the whole is what fails. */
export const failingIn = (condition: Condition, subject: Subject): Failing | undefined => {
  if (evaluate(condition, subject)) return undefined;
  if ("all" in condition)
    return condition.all.map((part) => failingIn(part, subject)).find((found) => found !== undefined);
  if ("any" in condition || "not" in condition) return { when: condition };
  const value =
    "field" in condition ? fieldOf(condition.field, subject) : (subject.lead.facts[watchKey(condition)]?.n ?? 0);
  return { when: condition, ...(value === undefined ? {} : { value }) };
};
