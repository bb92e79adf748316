import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as z from "zod";

/** Most kB of gzipped script that a browser may have to load before it can show the page. */
const budgets = {
  "today/today.tsx": 250,
  "hot-leads/hot-leads.tsx": 250,
  "leads/leads.tsx": 250,
  "lead/lead.tsx": 250,
  "workflows/workflows.tsx": 250,
  "workflows/workflow.tsx": 250,
  "outbox/outbox.tsx": 250, "builder/builder.tsx": 350, "preview/preview.tsx": 350, "starters/starters.tsx": 250,
};

const Chunk = z.object({
  file: z.string(),
  imports: z.array(z.string()).default([]),
  css: z.array(z.string()).default([]),
});
const dist = new URL("file:///tmp/u1dist/");
const chunks = z
  .record(z.string(), Chunk)
  .parse(JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8")));

/** The chunk and everything it imports statically: what the browser must load before it can show the page. */
const needed = (key: string, seen = new Set<string>()): Set<string> => {
  if (!seen.has(key)) {
    seen.add(key);
    for (const next of chunks[key]?.imports ?? []) needed(next, seen);
  }
  return seen;
};
const kB = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0) / 1000;

for (const [page, budget] of Object.entries(budgets)) {
  const key = `src/features/${page}`;
  if (chunks[key] === undefined) throw new Error(`${key} is no chunk of its own: load it lazily`);
  const parts = [...needed(key, needed("index.html"))].flatMap((name) => chunks[name] ?? []);
  const js = kB(new Set(parts.map(({ file }) => file)));
  const css = kB(new Set(parts.flatMap((part) => part.css)));
  console.log(`${page}: ${js.toFixed(0)} kB of scripts (at most ${budget}), ${css.toFixed(0)} kB of styles`);
  if (js > budget) process.exitCode = 1;
}
