import { expect, test } from "vitest";
import type { Definition } from "../../packages/web/src/api/definition.ts";
import type { PreviewRun } from "../../packages/web/src/api/preview.ts";
import { actualOf, behaviourOf } from "../../packages/web/src/features/preview/assumptions.ts";
import { findingsOf, fixed } from "../../packages/web/src/features/preview/findings.ts";
import { merged } from "../../packages/web/src/features/preview/refusals.ts";

const days = ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"];
const off = [false, false, false, true, true, false];
const run = (sends: number[], handOffs: number[] = [], more: Partial<PreviewRun> = {}): PreviewRun => ({
  days: days.map((date, n) => ({ date, sends: sends[n] ?? 0, refused: 0, handOffs: handOffs[n] ?? 0, entered: 0 })),
  refusals: {},
  refusedEntry: {},
  synthetic: 0,
  people: 10,
  totals: { entered: 10, clicked: 0, optedOut: 0, handedOff: 0, refused: 0 },
  groups: { handedOff: 0, heldBack: 0, reacted: 0, silent: 10, optedOut: 0 },
  departments: {},
  frame: {
    quota: 100,
    capacity: { total: 5, reps: [] },
    days: off.map((closed) => ({ off: closed, others: { sends: 10, handOffs: 1 } })),
  },
  paths: [],
  ...more,
});
const mails: Definition = {
  name: "w",
  window: { days: ["mon"], from: "09:00", to: "18:00" },
  steps: [
    { id: "a", kind: "email", template: "x" },
    { id: "pause", kind: "wait", for: "P3D" },
    { id: "b", kind: "branch", paths: [{ when: { event: "x" }, steps: [{ id: "long", kind: "wait", for: "P7D" }] }] },
  ],
};
const found = (made: PreviewRun, definition: Definition = mails) => findingsOf(made, definition).map(({ id }) => id);

test("hand-offs above what inside sales can take are named with their day, others' work included", () => {
  expect(findingsOf(run([], [0, 0, 0, 0, 0, 6]), mails)[0]).toMatchObject({
    id: "capacity",
    values: { day: "2026-11-30", count: 7, over: 2, limit: 5 },
    fix: "businessDays",
  });
  expect(found(run([], [0, 0, 0, 0, 0, 4]))).not.toContain("capacity");
});

test("sends above the quota are named, and a workspace without reps has no capacity to exceed", () => {
  expect(findingsOf(run([95]), mails)[0]).toMatchObject({ id: "quota", values: { over: 5 } });
  const nobody = run([], [9]);
  expect(found({ ...nobody, frame: { ...nobody.frame, capacity: { total: 0, reps: [] } } })).not.toContain("capacity");
});

test("waits that end in a weekend are found where most mails go on the day after it", () => {
  expect(found(run([2, 0, 0, 0, 0, 30]))).toContain("monday");
  expect(found(run([30, 0, 0, 0, 0, 2]))).not.toContain("monday");
});

test("a workflow without a hold-out, or one that mails on days off, is told so", () => {
  expect(found(run([1]))).toContain("holdout");
  const { window: _, ...always } = mails;
  expect(found(run([0, 0, 0, 4]), always)).toContain("window");
  expect(found(run([0, 0, 0, 4]))).not.toContain("window");
});

test("each fix does what it says and takes its finding away", () => {
  const bd = fixed(mails, "businessDays");
  expect(bd.steps[1]).toEqual({ id: "pause", kind: "wait", businessDays: 2 });
  expect(JSON.stringify(bd)).toContain('"businessDays":5');
  expect(JSON.stringify(mails)).not.toContain("businessDays");
  expect(found(run([1]), fixed(mails, "holdout"))).not.toContain("holdout");
  expect(
    fixed(fixed(mails, "holdout"), "holdout")
      .steps.slice(0, 2)
      .map(({ id }) => id),
  ).toEqual(["holdout-2", "holdout"]);
  expect(fixed(mails, "cap").cap).toEqual({ perDay: 1 });
  expect(fixed(mails, "window").window?.days).toHaveLength(5);
});

test("waiting for a better hour is no refusal; at the door and at the mail are counted together", () => {
  expect(
    merged(run([], [], { refusals: { window: 5, openDeal: 2 }, refusedEntry: { openDeal: 1, noConsent: 3 } })),
  ).toEqual({
    openDeal: 3,
    noConsent: 3,
  });
  expect(found(run([], [], { refusals: { window: 5 } }))).toContain("deferred");
});

test("the running version's figures are used only when there are enough of them", () => {
  const step = { id: "a", sent: 100, clicked: 20, delivered: 100 };
  const report = { version: 3, entered: 100, left: { optedOut: 2, bounce: 1 }, steps: [step] };
  expect(actualOf(report)).toEqual({ click: 0.2, optOut: 0.02, bounce: 0.01 });
  expect(actualOf({ ...report, steps: [{ ...step, sent: 10 }] })).toBeUndefined();
  expect(behaviourOf("actual", undefined)).toEqual(behaviourOf("usual", undefined));
});
