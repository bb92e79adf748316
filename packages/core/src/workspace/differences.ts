/** What a change changed, by dotted path. `from` or `to` absent: it was not there, or is nobody's to read again. */
export type Difference = { path: string; from?: string; to?: string };

/** So much of a value is worth keeping. */
const MOST = 200;

/** Objects are compared field by field, lists of things with names one by one, everything else as a whole. */
export const differences = (before: unknown, after: unknown, path = ""): Difference[] => {
  if (areNamed(before) && areNamed(after)) return differences(byName(before), byName(after), path);
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], path === "" ? name : `${path}.${name}`));
  }
  const [from, to] = [textOf(before), textOf(after)];
  if (from === to) return [];
  return [{ path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
};

type Named = { name: string };
const areNamed = (value: unknown): value is Named[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isRecord(one) && typeof one["name"] === "string");
const byName = (list: Named[]): Record<string, Named> => Object.fromEntries(list.map((one) => [one.name, one]));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
};
