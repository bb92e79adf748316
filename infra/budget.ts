import { alarms } from "./alarms.ts";
import { budgetUsd } from "./stage.ts";

/** Of the whole account: a budget by tag is blind, and silent about it, until somebody activates the tag for billing. */
new aws.budgets.Budget("Budget", {
  budgetType: "COST",
  limitAmount: budgetUsd,
  limitUnit: "USD",
  timeUnit: "MONTHLY",
  notifications: [
    { notificationType: "ACTUAL", threshold: 80 },
    { notificationType: "FORECASTED", threshold: 100 },
  ].map((when) => ({
    ...when,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberSnsTopicArns: [alarms.arn],
  })),
});
