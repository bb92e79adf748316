import { defineConfig } from "vitest/config";

/** Run by `npm run infra:check`, never by `npm test`. One file at a time: they share one copy of the repository. */
export default defineConfig({
  test: {
    name: "infra",
    reporters: ["default", "./scripts/count-reporter.ts"],
    root: new URL("../..", import.meta.url).pathname,
    include: ["tests/infra/**/*.test.ts"],
    globalSetup: ["tests/infra/offline/setup.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
