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
          // One browser at a time: two on two cores make each other wait.
          fileParallelism: false,
          include: ["tests/web/**/*.test.ts"],
          globalSetup: ["tests/support/browser-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
