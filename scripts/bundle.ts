import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** A handler as one bundle: `bundle.mjs`, and a chunk for each thing that only some calls need. */
export type Bundle = {
  /** Bytes that are read before the first call: the entry and what it imports at once. */
  bytes: number;
  /** Bytes of everything. */
  allBytes: number;
  /** Files that went into the first part, below the root of the workspace. */
  inputs: string[];
};

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = new URL("../packages/functions/src/", import.meta.url);

/** `on-tick`, `on-http` … : one per event source. */
export const handlers = readdirSync(sources)
  .filter((name) => /^on-.*\.ts$/.test(name))
  .map((name) => name.replace(/\.ts$/, ""));

/**
 * Bundles as SST does (infra/lambda.ts): everything inside, for Node, ESM, `module` before `main`, minified, and `require`
 * for packages that still call it. Vite's bundler instead of esbuild, which SST has inside: `npm run infra:check` builds
 * with that one.
 */
export const bundle = async (source: string, outDir: string): Promise<Bundle> => {
  const built = await build({
    root,
    configFile: false,
    logLevel: "silent",
    resolve: { mainFields: ["module", "main"] },
    ssr: { noExternal: true, resolve: { conditions: ["module", "node", "import", "default"] } },
    build: {
      ssr: source,
      outDir,
      emptyOutDir: true,
      minify: true,
      target: "node24",
      rolldownOptions: {
        output: { format: "es", entryFileNames: "bundle.mjs", chunkFileNames: "chunk-[hash].mjs", banner },
      },
    },
  });
  const chunks = [built]
    .flat()
    .flatMap((one) => ("output" in one ? one.output : []))
    .flatMap((part) => (part.type === "chunk" ? [part] : []));
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const atOnce = new Set(["bundle.mjs"]);
  // A set grows while it is walked.
  for (const name of atOnce) for (const next of byName.get(name)?.imports ?? []) if (byName.has(next)) atOnce.add(next);
  const first = chunks.filter(({ fileName }) => atOnce.has(fileName));
  const bytes = (of: typeof chunks) => of.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
  return {
    bytes: bytes(first),
    allBytes: bytes(chunks),
    inputs: first.flatMap(({ moduleIds }) => moduleIds.map((id) => id.replace(root, ""))).sort(),
  };
};

/** The same words as SST puts before each of its bundles. */
const banner = [
  `import { createRequire as topLevelCreateRequire } from "node:module";`,
  `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "node:url";`,
  `const require = topLevelCreateRequire(import.meta.url);`,
  `const __filename = topLevelFileUrlToPath(import.meta.url);`,
  `const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url));`,
].join("\n");
