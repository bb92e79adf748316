import { defineConfig } from "vitest/config";
export default defineConfig({ test: { root: "/work/main", include: ["tests/web/**/*.test.ts", ".tmp-u1/*.test.ts"], globalSetup: ["/work/main/.tmp-u1/setup.ts"], testTimeout: 60000, hookTimeout: 60000 } });
