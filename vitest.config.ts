import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/count-reporter.ts"],
    projects: [
      { test: { name: "core", include: ["tests/{core,simulation}/**/*.test.ts"], testTimeout: 60_000 } },
      { test: { name: "contract", include: ["tests/contract/**/*.test.ts"], testTimeout: 30_000 } },
      { test: { name: "api", include: ["tests/{api,local}/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: "web",
          // A page waits more than it works: two browsers at a time, however many cores there are.
          maxWorkers: 2,
          include: ["tests/web/**/*.test.ts"],
          globalSetup: ["tests/support/browser-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
