import type { Definition, Step } from "../../api/definition.ts";
import type { PreviewRun } from "../../api/preview.ts";
import { timed } from "./refusals.ts";

/** What a run brings to light, most urgent first. `fix` = a change of the workflow that may help; it is tried before it is kept. */
export type Finding = {
  id: "capacity" | "quota" | "sameDay" | "monday" | "window" | "holdout" | "deferred";
  tone: "danger" | "warm";
  values: { day?: string; count?: number; over?: number; limit?: number; share?: number };
  fix?: Fix;
};
export type Fix = "businessDays" | "holdout" | "cap" | "window";

export const findingsOf = (run: PreviewRun, definition: Definition): Finding[] => {
  const { days, frame } = run;
  const sends = days.map((day, n) => day.sends + (frame.days[n]?.others.sends ?? 0));
  const handOffs = days.map((day, n) => day.handOffs + (frame.days[n]?.others.handOffs ?? 0));
  const [busiest, fullest] = [peak(handOffs), peak(sends)];
  const all = days.reduce((sum, day) => sum + day.sends, 0);
  const afterOff = days.reduce((sum, day, n) => (isAfterOff(frame, n) ? sum + day.sends : sum), 0);
  const onOff = days.reduce((sum, day, n) => (frame.days[n]?.off ? sum + day.sends : sum), 0);
  const deferred = timed.reduce((sum, reason) => sum + (run.refusals[reason] ?? 0), 0);
  const found: (Finding | false)[] = [
    frame.capacity.total > 0 &&
      busiest.value > frame.capacity.total && {
        id: "capacity",
        tone: "danger",
        values: {
          day: days[busiest.at]?.date ?? "",
          count: busiest.value,
          over: busiest.value - frame.capacity.total,
          limit: frame.capacity.total,
        },
        ...(hasCalendarWait(definition.steps) ? { fix: "businessDays" as const } : {}),
      },
    fullest.value > frame.quota && {
      id: "quota",
      tone: "danger",
      values: { day: days[fullest.at]?.date ?? "", over: fullest.value - frame.quota, limit: frame.quota },
    },
    twiceADay(run) > 0 &&
      definition.cap === undefined && { id: "sameDay", tone: "warm", values: { count: twiceADay(run) }, fix: "cap" },
    all >= 10 &&
      afterOff / all > 0.5 &&
      hasCalendarWait(definition.steps) && {
        id: "monday",
        tone: "warm",
        values: { share: afterOff / all, count: afterOff },
        fix: "businessDays",
      },
    onOff > 0 &&
      definition.window === undefined && { id: "window", tone: "warm", values: { count: onOff }, fix: "window" },
    !hasHoldout(definition.steps) &&
      sendsMail(definition.steps) && { id: "holdout", tone: "warm", values: {}, fix: "holdout" },
    deferred > 0 && { id: "deferred", tone: "warm", values: { count: deferred } },
  ];
  return found.filter((one) => one !== false);
};

/** The workflow with the fix in it. */
export const fixed = (definition: Definition, fix: Fix): Definition => {
  switch (fix) {
    case "businessDays":
      return { ...definition, steps: definition.steps.map(inBusinessDays) };
    case "holdout":
      return {
        ...definition,
        steps: [
          {
            id: freeName(definition, "holdout"),
            kind: "split",
            arms: [
              { name: "mail", weight: 90 },
              { name: "holdout", weight: 10, holdout: true },
            ],
          },
          ...definition.steps,
        ],
      };
    case "cap":
      return { ...definition, cap: { perDay: 1 } };
    case "window":
      return {
        ...definition,
        window: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00", holidays: "skip" },
      };
    default:
      return fix satisfies never;
  }
};

const peak = (values: number[]): { at: number; value: number } =>
  values.reduce((best, value, at) => (value > best.value ? { at, value } : best), { at: 0, value: 0 });

const isAfterOff = ({ days }: PreviewRun["frame"], n: number): boolean =>
  n > 0 && !days[n]?.off && days[n - 1]?.off === true;

/** People who got two mails on one day. Days are told apart by the hour: the paths' instants are half a day from midnight at most. */
const twiceADay = ({ paths }: PreviewRun): number =>
  paths.filter(({ entries }) => {
    const sent = entries.filter(({ what }) => what === "mail.sent").map(({ at }) => Date.parse(at));
    return sent.some((at, n) => n > 0 && at - (sent[n - 1] ?? 0) < 12 * 3_600_000);
  }).length;

const inside = (step: Step): Step[][] => {
  switch (step.kind) {
    case "waitUntil":
      return [step.then ?? [], step.timeout ?? []];
    case "branch":
      return [...step.paths.map(({ steps }) => steps), step.else ?? []];
    case "split":
      return step.arms.map(({ steps }) => steps ?? []);
    default:
      return [];
  }
};
const some = (steps: Step[], test: (step: Step) => boolean): boolean =>
  steps.some((step) => test(step) || inside(step).some((list) => some(list, test)));

const daysOf = (step: Step): number | undefined => {
  const [, count] = (step.kind === "wait" && /^P(\d+)D$/.exec(step.for ?? "")) || [];
  return count === undefined || Number(count) > 20 ? undefined : Number(count);
};
const hasCalendarWait = (steps: Step[]): boolean => some(steps, (step) => daysOf(step) !== undefined);
const hasHoldout = (steps: Step[]): boolean =>
  some(steps, (step) => step.kind === "split" && step.arms.some(({ holdout }) => holdout === true));
const sendsMail = (steps: Step[]): boolean => some(steps, ({ kind }) => kind === "email");

/** Five of seven days are business days. */
const inBusinessDays = (step: Step): Step => {
  const days = daysOf(step);
  if (days !== undefined && step.kind === "wait") {
    const { for: _, ...rest } = step;
    return { ...rest, businessDays: Math.max(1, Math.round((days * 5) / 7)) };
  }
  const all = (steps: Step[]) => steps.map(inBusinessDays);
  switch (step.kind) {
    case "waitUntil":
      return {
        ...step,
        ...(step.then === undefined ? {} : { then: all(step.then) }),
        ...(step.timeout === undefined ? {} : { timeout: all(step.timeout) }),
      };
    case "branch":
      return {
        ...step,
        paths: step.paths.map((path) => ({ ...path, steps: all(path.steps) })),
        ...(step.else === undefined ? {} : { else: all(step.else) }),
      };
    case "split":
      return {
        ...step,
        arms: step.arms.map((arm) => (arm.steps === undefined ? arm : { ...arm, steps: all(arm.steps) })),
      };
    default:
      return step;
  }
};

const freeName = ({ steps }: Definition, wanted: string): string => {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!some(steps, ({ id }) => id === name)) return name;
  }
};
