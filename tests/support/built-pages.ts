import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";

const dist = new URL("../../packages/web/dist/", import.meta.url);
const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".woff2": "font/woff2",
};
type Built = { bytes: Buffer; type: string };
let pages: Map<string, Built> | undefined;

/** The built pages by name, read once for a test file: a build that goes on elsewhere meanwhile must not change them. */
export const built = (): Map<string, Built> => {
  pages ??= new Map(
    ["index.html", ...readdirSync(new URL("assets/", dist)).map((name) => `assets/${name}`)].map((name) => [
      name,
      { bytes: readFileSync(new URL(name, dist)), type: types[extname(name)] ?? "text/plain" },
    ]),
  );
  return pages;
};
