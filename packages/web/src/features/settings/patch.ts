import type { Difference } from "../../api/people.ts";

/** What turns `before` into `after` where objects merge: a value that is gone is null. Undefined: nothing. */
export const patchOf = (before: unknown, after: unknown): unknown => {
  if (!isRecord(before) || !isRecord(after))
    return JSON.stringify(before) === JSON.stringify(after) ? undefined : (after ?? null);
  const parts = namesOf(before, after).flatMap((name) => {
    const part = patchOf(before[name], after[name]);
    return part === undefined ? [] : [[name, part] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
};

/** Field by field, as the audit has it. */
export const differences = (before: unknown, after: unknown, path = ""): Difference[] => {
  if (areNamed(before) && areNamed(after)) return differences(byName(before), byName(after), path);
  if (isRecord(before) && isRecord(after))
    return namesOf(before, after).flatMap((name) =>
      differences(before[name], after[name], path === "" ? name : `${path}.${name}`),
    );
  const [from, to] = [textOf(before), textOf(after)];
  return from === to ? [] : [{ path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
};

const namesOf = (before: object, after: object): string[] => [
  ...new Set([...Object.keys(before), ...Object.keys(after)]),
];
const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === "string" ? value : JSON.stringify(value);
type Named = { name: string };
const areNamed = (value: unknown): value is Named[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isRecord(one) && typeof one["name"] === "string");
const byName = (list: Named[]): Record<string, Named> => Object.fromEntries(list.map((one) => [one.name, one]));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
