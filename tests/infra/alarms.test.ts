import { readFileSync } from "node:fs";
import { expect, inject, it } from "vitest";
import * as z from "zod";
import { alarms, functions, queues } from "./rules/kinds.ts";
import { one } from "./rules/read.ts";

const { resources } = inject("production");
const all = alarms(resources);
const watched = (metric: string) => all.filter(({ metricName }) => metricName === metric);

it("an alarm stands on every dead-letter queue, for the first message", () => {
  const dead = queues(resources).filter(({ redrivePolicy }) => redrivePolicy === undefined);
  expect(dead.map(({ is }) => is).sort()).toEqual([
    "ClockDlqQueue",
    "LeadDlqQueue",
    "MailEventDlqQueue",
    "StreamDlqQueue",
  ]);
  for (const { name } of dead)
    expect(
      watched("ApproximateNumberOfMessagesVisible").filter(
        ({ dimensions, threshold }) => dimensions["QueueName"] === name && threshold === 0,
      ),
      name,
    ).toHaveLength(1);
});

it("an alarm stands on the age of the oldest message of every queue, before recovery of mails begins", () => {
  const ages = watched("ApproximateAgeOfOldestMessage");
  for (const { name, redrivePolicy } of queues(resources))
    if (redrivePolicy !== undefined)
      expect(ages.find(({ dimensions }) => dimensions["QueueName"] === name)?.threshold, name).toBeLessThan(900);
});

it("errors and throttling of every function are noticed, and a clock that stands still", () => {
  for (const metric of ["Errors", "Throttles"])
    expect(
      watched(metric)
        .map(({ dimensions }) => dimensions["FunctionName"])
        .sort(),
    ).toEqual(
      functions(resources)
        .map(({ name }) => name)
        .sort(),
    );
  expect(watched("Invocations")).toMatchObject([
    { is: "TickStopped", comparisonOperator: "LessThanThreshold", treatMissingData: "breaching" },
  ]);
});

it("we hear of bounces and complaints before SES acts on them", () => {
  expect(watched("Reputation.BounceRate")[0]?.threshold).toBeLessThan(0.05);
  expect(watched("Reputation.ComplaintRate")[0]?.threshold).toBeLessThan(0.001);
  expect(watched("Send")[0]?.threshold).toBe(40_000);
});

it("every alarm reaches the address that the company named", () => {
  for (const { is, alarmActions } of all)
    expect(alarmActions.join(), is).toMatch(/:rekindle-production-AlarmsTopic-\w+$/);
  expect(
    one(resources, "aws:sns/topicSubscription:TopicSubscription", "AlarmsByMail", z.object({ endpoint: z.string() })),
  ).toEqual({ endpoint: "ops@example.co.jp" });
});

it("the runbook says of every alarm what it means and what to do", () => {
  const runbook = readFileSync("docs/runbook.md", "utf8");
  expect(all.map(({ is }) => is).filter((name) => !runbook.includes(`| ${name} |`))).toEqual([]);
});

it("the budget speaks up, and the dashboard shows every queue and function", () => {
  expect(one(resources, "aws:budgets/budget:Budget", "Budget", z.record(z.string(), z.unknown()))).toMatchObject({
    limitAmount: "100",
    limitUnit: "USD",
    notifications: [{ threshold: 80 }, { notificationType: "FORECASTED", threshold: 100 }],
  });
  const { dashboardBody } = one(
    resources,
    "aws:cloudwatch/dashboard:Dashboard",
    "Dashboard",
    z.object({ dashboardBody: z.string() }),
  );
  const shown = [...functions(resources), ...queues(resources)].filter(({ name }) => !dashboardBody.includes(name));
  expect(shown.map(({ is }) => is)).toEqual([]);
});
