import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root }).sort();

describe("no relative link is dead in", () => {
  test.each(pages)("%s", (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const dead = linksIn(text).filter(({ path, anchor }) => {
      const file = path === "" ? join(root, page) : join(root, dirname(page), path);
      if (relative(root, file).startsWith("..") || !existsSync(file)) return true;
      return anchor !== "" && !anchorsOf(readFileSync(file, "utf8")).includes(anchor);
    });
    expect(dead).toEqual([]);
  });
});

test("every decision is numbered once, dated, and at most 25 lines long", () => {
  const decisions = globSync("docs/decisions/*.md", { cwd: root });
  const numbers = decisions.map((file) => /(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
  expect(new Set(numbers).size).toBe(decisions.length);
  for (const file of decisions) {
    const lines = readFileSync(join(root, file), "utf8").trimEnd().split("\n");
    expect(lines[0], file).toMatch(/^# \d{4} /);
    expect(lines[2], file).toMatch(/^\d{4}-\d{2}-\d{2}, /);
    expect(lines.length, file).toBeLessThanOrEqual(25);
  }
});

test("every page of docs/ that the code refers to exists", () => {
  const sources = globSync(["packages/*/src/**/*.{ts,tsx}", "tests/{bench,support}/*.ts", "scripts/*.ts"], {
    cwd: root,
  });
  const numbers = globSync("docs/decisions/*.md", { cwd: root }).map((file) => /(\d{4})-/.exec(file)?.[1]);
  const missing = sources.flatMap((file) =>
    /\.\w+$/.test(file)
      ? [...readFileSync(join(root, file), "utf8").matchAll(/docs\/(decisions\/(\d{4})|[a-z-]+\.md)/g)]
          .filter(([, page = "", number]) =>
            number === undefined ? !existsSync(join(root, "docs", page)) : !numbers.includes(number),
          )
          .map(([reference]) => `${file}: ${reference}`)
      : [],
  );
  expect(missing).toEqual([]);
});

/** Links of Markdown, images too; code blocks left out. */
const linksIn = (text: string): { path: string; anchor: string }[] =>
  [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/i.test(target))
    .map((target) => ({ path: decodeURI(target.split("#")[0] ?? ""), anchor: target.split("#")[1] ?? "" }));

/** As GitHub makes them from headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
