export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * JSON from outside. Refused: broken, deeper than 32 levels, more than 20,000 values. Keys that could reach a prototype
 * (`__proto__`, `constructor`, `prototype`) are dropped.
 */
export const readJson = (text: string): { status: "ok"; value: Json } | { status: "refused"; reason: string } => {
  if (tooDeep(text)) return { status: "refused", reason: `JSON nested deeper than ${limits.depth} levels` };
  let values = 0;
  try {
    const value: Json = JSON.parse(text, function (this: unknown, key: string, inner: Json) {
      values += 1;
      if (values > limits.values) throw new TooMany();
      return unsafe.has(key) && !Array.isArray(this) ? undefined : inner;
    });
    return { status: "ok", value };
  } catch (error) {
    if (error instanceof SyntaxError) return { status: "refused", reason: "This is not JSON" };
    if (error instanceof TooMany) return { status: "refused", reason: `JSON with more than ${limits.values} values` };
    throw error;
  }
};

export const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A property of its own, never an inherited one. */
export const own = (value: Json | undefined, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** The text at a key, or undefined. */
export const textAt = (value: Json | undefined, ...path: string[]): string | undefined => {
  const found = path.reduce<Json | undefined>((inner, key) => own(inner, key), value);
  if (typeof found === "number") return String(found);
  return typeof found === "string" && found !== "" ? found : undefined;
};

export const listAt = (value: Json | undefined, ...path: string[]): Json[] => {
  const found = path.reduce<Json | undefined>((inner, key) => own(inner, key), value);
  return Array.isArray(found) ? found : [];
};

export const unsafe: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
const limits = { depth: 32, values: 20_000 };
class TooMany extends Error {}

/** Counted before parsing, so that no walk over the value can run out of stack. */
const tooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > limits.depth) return true;
    } else if (character === "]" || character === "}") depth -= 1;
  }
  return false;
};
