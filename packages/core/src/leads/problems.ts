import { roughDays } from "../workspace/duration.ts";
import { didYouMean } from "../workspace/nearest.ts";
import type { Condition, EventCondition, FieldCondition } from "./condition.ts";
import { bases, dealFields, kindOf, memberOf, plainFields } from "./fields.ts";
import { stages } from "./lead.ts";

/** What is wrong with a condition, beyond its shape: it could never hold, or asks for what does not exist. */
export type ConditionProblem = { path: string; message: string; warning?: true };

/** `path` is where the condition stands; `""` = at the root. */
export const problemsIn = (condition: Condition, path: string): ConditionProblem[] => {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  if ("all" in condition) return condition.all.flatMap((part, index) => problemsIn(part, at(`all.${index}`)));
  if ("any" in condition) return condition.any.flatMap((part, index) => problemsIn(part, at(`any.${index}`)));
  if ("not" in condition) return problemsIn(condition.not, at("not"));
  if ("field" in condition) return fieldProblems(condition, at);
  return eventProblems(condition, at);
};

type At = (key: string) => string;
const bounds = ["gt", "gte", "lt", "lte"] as const;

const fieldProblems = (test: FieldCondition, at: At): ConditionProblem[] => {
  const kind = kindOf(test.field);
  if (kind === undefined) return [{ path: at("field"), message: unknownField(test.field) }];
  const problems: ConditionProblem[] = [];
  const bound = bounds.find((key) => test[key] !== undefined);
  if (bound !== undefined && (kind === "text" || kind === "list"))
    problems.push({ path: at(bound), message: `"${test.field}" is no number: ${bound} can never hold` });
  if (test.contains !== undefined && kind === "number")
    problems.push({ path: at("contains"), message: `"${test.field}" is a number: compare it with gt, gte, lt or lte` });
  if (test.in?.length === 0) problems.push({ path: at("in"), message: "The list is empty: this can never hold" });
  if (test.exists === false && Object.keys(test).length > 2)
    problems.push({ path: at("exists"), message: "A field that does not exist has no value to compare" });
  if (isEmptyRange(test)) problems.push({ path: at(bound ?? "gt"), message: "No number lies between these bounds" });
  return [...problems, ...valueProblems(test, kind, at)];
};

const isEmptyRange = ({ gt, gte, lt, lte }: FieldCondition): boolean => {
  const low = Math.max(gt ?? -Infinity, gte ?? -Infinity);
  const high = Math.min(lt ?? Infinity, lte ?? Infinity);
  return low > high || (low === high && (low === gt || high === lt));
};

/** Values that the field can never have. */
const valueProblems = (test: FieldCondition, kind: string, at: At): ConditionProblem[] => {
  const values = [
    ...(test.eq === undefined ? [] : [{ value: test.eq, path: at("eq") }]),
    ...(test.ne === undefined ? [] : [{ value: test.ne, path: at("ne") }]),
    ...(test.in ?? []).map((value, index) => ({ value, path: at(`in.${index}`) })),
  ];
  const known: readonly string[] | undefined =
    test.field === "stage" ? stages : test.field === "consent" ? bases : undefined;
  const problems: ConditionProblem[] = [];
  for (const { value, path } of values) {
    if (kind === "number" && typeof value !== "number")
      problems.push({ path, message: `"${test.field}" is a number, "${value}" is none` });
    if (known !== undefined && !known.includes(`${value}`))
      problems.push({
        path,
        message: `"${test.field}" is one of ${known.join(", ")}.${didYouMean(`${value}`, known)}`,
      });
  }
  const [group, name] = memberOf(test.field);
  if (group === "deal" && !dealFields.includes(name))
    problems.push({
      path: at("field"),
      message: `Deals have no "${name}" here: ${dealFields.join(", ")}.${didYouMean(name, dealFields)}`,
      warning: true,
    });
  return problems;
};

const unknownField = (field: string): string => {
  const [group, name] = memberOf(field);
  if (name === "" && ["attributes", "families", "deal", "event"].includes(group))
    return `Say which one, such as ${group}.${group === "families" ? "mail" : "name"}`;
  const known = Object.keys(plainFields);
  if (name === "" && didYouMean(field, known) === "")
    return `There is no field "${field}". The lead's own attributes are written attributes.${field}`;
  return `There is no field "${field}".${didYouMean(name === "" ? field : group, [...known, "attributes", "families", "deal", "event"])}`;
};

const eventProblems = (test: EventCondition, at: At): ConditionProblem[] => {
  const problems: ConditionProblem[] = [];
  if (test.within !== undefined) {
    const days = roughDays(test.within);
    if (days === 0) problems.push({ path: at("within"), message: "No time at all: nothing can happen within it" });
    if (days > maxDays) problems.push({ path: at("within"), message: "More than ten years" });
  }
  if (test.event.startsWith("mail.") && !knownEvents.includes(test.event))
    problems.push({
      path: at("event"),
      message: `There is no event "${test.event}".${didYouMean(test.event, knownEvents)}`,
      warning: true,
    });
  if (test.template !== undefined && !test.event.startsWith("mail."))
    problems.push({
      path: at("template"),
      message: `Only mail has a template, "${test.event}" has none`,
      warning: true,
    });
  if (test.source !== undefined && test.event.startsWith("mail."))
    problems.push({ path: at("source"), message: "Mail has no source: name the template", warning: true });
  return problems;
};

/** Ten years: whatever is longer is a slip, and calendars end somewhere. */
export const maxDays = 3660;

/** Mail's own events; other names may be tracked events of the workspace's own. */
const knownEvents = [
  "mail.authorised",
  "mail.sent",
  "mail.refused",
  "mail.withdrawn",
  "mail.postponed",
  "mail.lapsed",
  "mail.failed",
  "mail.delivered",
  "mail.opened",
  "mail.clicked",
  "mail.bounced",
  "mail.complained",
  "mail.replied",
];
