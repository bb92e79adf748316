import * as z from "zod";
import type { Resource } from "../offline/sst.ts";

/** Recorded resources, parsed as far as a rule looks at them. */
export const all = <T>(resources: Resource[], type: string, shape: z.ZodType<T>): (T & { is: string })[] =>
  resources
    .filter((resource) => resource.type === type && resource.custom)
    .map((resource) => ({ ...shape.parse(open(resource.inputs)), is: resource.name }));

/** The one of its type and name. */
export const one = <T>(resources: Resource[], type: string, name: string, shape: z.ZodType<T>): T => {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  const [resource] = found;
  if (resource === undefined || found.length > 1) throw new Error(`${found.length} of ${type} ${name}`);
  return shape.parse(open(resource.inputs));
};

/** Secrets become their values: rules look at what AWS will be told. */
const open = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== "object" || value === null) return value;
  if ("$secret" in value) return open(value.$secret);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, open(part)]));
};

/** JSON inside JSON, as IAM and SQS like it. */
export const json = <T>(shape: z.ZodType<T>) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);
