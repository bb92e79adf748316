import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const src = new URL("../../packages/web/src/", import.meta.url);
type Texts = { [key: string]: string | Texts };
const flat = (texts: Texts, prefix = ""): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === "string" ? [[prefix + key, text] as const] : [...flat(text, `${prefix}${key}.`)],
    ),
  );
const files = readdirSync(new URL("locales/", src));
/** The words that everybody loads, and those of the pages that bring their own. */
const locale = (name: string): Map<string, string> =>
  new Map(
    files
      .filter((file) => file === `${name}.json` || file.endsWith(`.${name}.json`))
      .flatMap((file) => [...flat(JSON.parse(readFileSync(new URL(`locales/${file}`, src), "utf8")))]),
  );
const ja = locale("ja");
const en = locale("en");
/** Without the ending that English needs for its plurals. */
const plain = (key: string) => key.replace(/_(one|other)$/, "");
const keysOf = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(plain))].toSorted();

const code = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(new URL(name, src), "utf8"))
  .join("\n");
/** Keys written out, and the beginnings of those that are put together, such as `stage.${stage}` or a glossary group. */
const written = [...code.matchAll(/"([a-zA-Z]+(?:\.[a-zA-Z0-9_-]+)+)"/g)].map(([, key = ""]) => key);
const begun = [
  ...[...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map(([, start = ""]) => start),
  ...[...code.matchAll(/term\(\s*"([a-zA-Z_]+)"/g)].map(([, group = ""]) => `${group}.`),
  ...[...code.matchAll(/part\("([a-zA-Z]+)"/g)].map(([, key = ""]) => `entry.${key}`),
  ...[...code.matchAll(/: "(refusal|exit|return|lost|suppression)"/g)].map(([, group = ""]) => `${group}.`),
  "field_",
];

test("every text exists in both languages", () => {
  expect(keysOf(en)).toEqual(keysOf(ja));
});

test("no text is empty, and both languages fill in the same values", () => {
  const holes = (text: string | undefined) =>
    [...(text ?? "").matchAll(/\{\{(\w+)/g)].map(([, name]) => name).toSorted();
  for (const [key, text] of ja) {
    expect(text, key).not.toBe("");
    const other = en.get(key) ?? en.get(`${key}_other`);
    expect(holes(other), key).toEqual(holes(text));
  }
});

test("every text that the pages ask for exists", () => {
  const asked = [...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key = ""]) => key);
  expect(asked.length).toBeGreaterThan(200);
  expect(asked.filter((key) => !ja.has(key))).toEqual([]);
});

test("no text is left over that no page asks for", () => {
  const known = new Set(written);
  const unused = [...ja.keys()].filter((key) => !known.has(key) && !begun.some((start) => key.startsWith(start)));
  expect(unused).toEqual([]);
});
