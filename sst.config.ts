/// <reference path="./.sst/platform/config.d.ts" />

/** Rekindle in a company's own AWS account: `npx sst deploy --stage production`. docs/runbook.md says what it needs. */
export default $config({
  app({ stage }) {
    return {
      name: "rekindle",
      home: "aws",
      removal: stage === "production" ? "retain" : "remove",
      protect: stage === "production",
      providers: {
        aws: {
          region: process.env["REKINDLE_REGION"] ?? "ap-northeast-1",
          defaultTags: { tags: { app: "rekindle", stage } },
        },
      },
    };
  },
  async run() {
    await import("./infra/clock.ts");
    await import("./infra/leads.ts");
    await import("./infra/stream.ts");
    await import("./infra/mail.ts");
    const { url } = await import("./infra/web.ts");
    await import("./infra/alarms.ts");
    await import("./infra/budget.ts");
    await import("./infra/dashboard.ts");
    return { url };
  },
});
