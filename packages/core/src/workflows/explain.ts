import * as z from "zod";
import { didYouMean } from "../workspace/nearest.ts";
import type { Problem } from "./graph.ts";

/**
 * Why a value does not fit a schema, in words for the person who wrote it. Zod reports a union as the failures of all its
 * members; this goes down the one that was evidently meant, and says what is known where a word is not.
 */
export const explain = (schema: z.core.$ZodType, value: unknown, path = ""): Problem[] => {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodDiscriminatedUnion) return ofVariant(inner, value, path);
  if (inner instanceof z.ZodUnion) return ofUnion(inner, value, path);
  if (inner instanceof z.ZodObject && isRecord(value)) return ofObject(inner, value, path);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const inside = value.flatMap((item, index) => explain(inner.element, item, below(path, `${index}`)));
    return inside.length > 0 ? inside : own(inner, value, path);
  }
  return own(inner, value, path);
};

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodLazy || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap())
    : schema;

const own = (schema: z.core.$ZodType, value: unknown, path: string): Problem[] => {
  const result = z.safeParse(schema, value);
  return result.success ? [] : issuesOf(result.error, path);
};

/** Zod's own words, each with its path below `path`. */
export const issuesOf = (error: z.core.$ZodError, path = ""): Problem[] =>
  error.issues.map((issue) => ({ path: below(path, issue.path.join(".")), message: issue.message }));

const below = (path: string, key: string): string => (path === "" ? key : key === "" ? path : `${path}.${key}`);

const ofObject = (schema: z.ZodObject, value: Record<string, unknown>, path: string): Problem[] => {
  const shape: Record<string, z.core.$ZodType> = schema.shape;
  const known = Object.keys(shape);
  const problems: Problem[] = [];
  for (const key of Object.keys(value))
    if (!Object.hasOwn(shape, key) && isStrict(schema))
      problems.push({
        path: below(path, key),
        message: `Unknown key "${key}".${didYouMean(key, known) || ` Known here: ${known.join(", ")}`}`,
      });
  for (const [key, member] of Object.entries(shape)) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given !== undefined) problems.push(...explain(member, given, below(path, key)));
    else if (!z.safeParse(member, undefined).success)
      problems.push({ path: below(path, key), message: `"${key}" is missing` });
  }
  return problems.length > 0 ? problems : own(schema, value, path);
};

/** Does the object refuse keys that it does not know? */
const isStrict = (schema: z.ZodObject): boolean => schema.def.catchall instanceof z.ZodNever;

const ofVariant = (schema: z.ZodDiscriminatedUnion, value: unknown, path: string): Problem[] => {
  if (!isRecord(value)) return [{ path, message: "Expected key: value pairs" }];
  const key = schema.def.discriminator;
  const variants = new Map(
    schema.options.flatMap((option) => tagsOf(option, key).map((tag) => [tag, option] as const)),
  );
  const tag = value[key];
  const found = typeof tag === "string" ? variants.get(tag) : undefined;
  if (found !== undefined) return explain(found, value, path);
  const known = [...variants.keys()];
  const message =
    tag === undefined
      ? `"${key}" is missing: one of ${known.join(", ")}`
      : `There is no ${key} "${String(tag)}".${didYouMean(String(tag), known)} The kinds are ${known.join(", ")}`;
  return [{ path: below(path, key), message }];
};

const tagsOf = (option: z.core.$ZodType, key: string): string[] => {
  if (!(option instanceof z.ZodObject)) return [];
  const tag: unknown = option.shape[key];
  return tag instanceof z.ZodLiteral ? [...tag.values].map(String) : [];
};

/** The member of the union that the value is likest: the one whose keys it has, or else the one with the fewest problems. */
const ofUnion = (schema: z.ZodUnion, value: unknown, path: string): Problem[] => {
  if (z.safeParse(schema, value).success) return [];
  const options = schema.options.map(unwrap);
  const objects = options.filter((option) => option instanceof z.ZodObject);
  if (!isRecord(value) || objects.length === 0) return [{ path, message: expected(options, schema, value) }];
  const ranked = objects
    .map((option) => ({ option, marks: marksOf(option).filter((key) => Object.hasOwn(value, key)).length }))
    .sort((a, b) => b.marks - a.marks);
  const [best] = ranked;
  if (best !== undefined && best.marks > 0) return ofObject(best.option, value, path);
  const marks = objects.flatMap(marksOf);
  const keys = Object.keys(value);
  const hint = keys.map((key) => didYouMean(key, marks)).find((words) => words !== "") ?? "";
  return [{ path, message: `Expected one of these keys: ${[...new Set(marks)].join(", ")}.${hint}` }];
};

/** The keys that an object cannot be without: they tell members of a union apart. */
const marksOf = (schema: z.ZodObject): string[] =>
  Object.entries<z.core.$ZodType>(schema.shape)
    .filter(([, member]) => !z.safeParse(member, undefined).success)
    .map(([key]) => key);

const expected = (options: z.core.$ZodType[], schema: z.ZodUnion, value: unknown): string => {
  const words = options.flatMap((option) =>
    option instanceof z.ZodEnum
      ? option.options.map(String)
      : option instanceof z.ZodObject
        ? [`{ ${marksOf(option).join(", ")} }`]
        : option instanceof z.ZodString
          ? ["a text"]
          : option instanceof z.ZodNumber
            ? ["a number"]
            : option instanceof z.ZodBoolean
              ? ["true or false"]
              : [],
  );
  if (words.length > 0) return `Expected ${words.join(" or ")}`;
  return z.safeParse(schema, value).error?.issues[0]?.message ?? "Invalid";
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
