import { expect, inject, it } from "vitest";
import { schedules } from "./rules/kinds.ts";

it("ticks each minute and sweeps every five", () => {
  const all = schedules(inject("production").resources);
  expect(
    all
      .sort((a, b) => a.is.localeCompare(b.is))
      .map(({ is, scheduleExpression, state, target }) => [
        is,
        scheduleExpression,
        state,
        /-(\w+)Function-/.exec(target.arn)?.[1],
      ]),
  ).toEqual([
    ["SweepSchedule", "rate(5 minutes)", "ENABLED", "OnSweep"],
    ["TickSchedule", "rate(1 minute)", "ENABLED", "OnTick"],
  ]);
});
