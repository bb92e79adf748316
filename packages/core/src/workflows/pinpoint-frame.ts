import type { Definition } from "./definition.ts";
import type { Miss } from "./pinpoint-conditions.ts";
import type { Journey } from "./pinpoint-journey.ts";
import { dynamicCondition, listOf, segmentCondition, type WithSegments } from "./pinpoint-segments.ts";

/** Who comes in, how often, how many mails: what stands around the steps. */
export const frameOf = (journey: Journey, known: WithSegments): Pick<Definition, "triggers" | "entry" | "cap"> => {
  const { cap, reentry } = limitsOf(journey, known.miss);
  const { triggers, when } = startOf(journey, known);
  scheduleOf(journey, known.miss);
  return {
    triggers,
    entry: { ...(when === undefined ? {} : { when }), reentry },
    ...(cap === undefined ? {} : { cap }),
  };
};

type Start = { triggers: Definition["triggers"]; when?: Definition["entry"]["when"] };

const startOf = (journey: Journey, known: WithSegments): Start => {
  const path = "StartCondition";
  const { SegmentStartCondition: bySegment, EventStartCondition: byEvent } = journey.StartCondition ?? {};
  if (byEvent) return startByEvent(byEvent, known);
  const id = bySegment?.SegmentId;
  if (id == null) {
    known.miss(path, "Nobody is named who comes in", "People are enrolled by hand until you add a trigger");
    return { triggers: [{ kind: "manual" }] };
  }
  if (journey.RefreshFrequency == null && journey.RefreshOnSegmentUpdate !== true)
    known.miss(
      path,
      "Only those who are in the segment when it starts",
      "Here also who joins later comes in: pause it",
    );
  const at = `${path}.SegmentStartCondition.SegmentId`;
  const dynamic = dynamicCondition(id, at, known);
  if (dynamic === undefined) known.miss(at, `What the segment ${id} is made of`, "Enrolled by hand: add a trigger");
  if (dynamic === undefined) return { triggers: [{ kind: "manual" }] };
  return {
    triggers: [
      dynamic === "list" ? { kind: "list", list: listOf(id, at, known) } : { kind: "condition", when: dynamic },
    ],
  };
};

type ByEvent = NonNullable<NonNullable<Journey["StartCondition"]>["EventStartCondition"]>;

const startByEvent = ({ EventFilter: filter, SegmentId: segment }: ByEvent, known: WithSegments): Start => {
  const path = "StartCondition.EventStartCondition";
  const { EventType: type, Attributes: attributes, Metrics: metrics } = filter?.Dimensions ?? {};
  const names = type?.DimensionType === "EXCLUSIVE" ? [] : (type?.Values ?? []).filter((name) => !name.startsWith("_"));
  if (names.length < (type?.Values ?? []).length || names.length === 0)
    known.miss(
      `${path}.EventFilter`,
      `Coming in by ${(type?.Values ?? []).join(", ") || "no event"}`,
      "A trigger is an event of your own, a form, a list, a stage or a condition",
    );
  for (const name of [...Object.keys(attributes ?? {}), ...Object.keys(metrics ?? {})])
    known.miss(
      `${path}.EventFilter`,
      `Only events whose "${name}" has a certain value`,
      "Every such event lets in: send the wanted ones under a name of their own",
    );
  const when = segment == null ? undefined : segmentCondition(segment, `${path}.SegmentId`, known);
  if (segment != null && when === undefined)
    known.miss(path, "Whom of those the event lets in", "Nobody is held back: add a condition under `entry.when`");
  return {
    triggers: names.length === 0 ? [{ kind: "manual" }] : names.map((name) => ({ kind: "event", name })),
    ...(when === undefined ? {} : { when }),
  };
};

const limitsOf = ({ Limits: limits }: Journey, miss: Miss) => {
  const { DailyCap: daily, TotalCap: total, TimeframeCap: frame, MessagesPerSecond: rate } = limits ?? {};
  const perFrame = frame?.Cap ?? 0;
  const days = frame?.Days ?? 0;
  if (total != null && total > 0)
    miss("Limits.TotalCap", `At most ${total} mails to a person in all`, "Count the mails on the longest path");
  if (perFrame > 0 && days > 1)
    miss(
      "Limits.TimeframeCap",
      `At most ${perFrame} mails to a person in ${days} days`,
      days === 7
        ? `Settings: frequency.perWeek = ${perFrame}, for all workflows together`
        : "Settings: frequency.perDay and perWeek, for all workflows together",
    );
  if (rate != null && rate > 0)
    miss("Limits.MessagesPerSecond", `${rate} mails a second`, "The rate of the SES account is kept by itself");
  const caps = [daily ?? 0, days === 1 ? perFrame : 0].filter((cap) => cap >= 1).map(Math.floor);
  return {
    cap: caps.length === 0 ? undefined : { perDay: Math.min(...caps) },
    reentry: reentryOf(limits ?? {}, miss),
  };
};

/** 0 = without limit. */
const reentryOf = (
  { EndpointReentryCap: most, EndpointReentryInterval: interval }: NonNullable<Journey["Limits"]>,
  miss: Miss,
): Definition["entry"]["reentry"] => {
  const after = interval != null && isDuration(interval) ? interval : undefined;
  if (interval != null && after === undefined)
    miss("Limits.EndpointReentryInterval", `"${interval}" is no duration`, "entry.reentry.after: P30D");
  if (most === 1 || (most == null && after === undefined)) return "never";
  if (most != null && most > 1)
    miss("Limits.EndpointReentryCap", `At most ${most} times in`, "There is no number: never, always, or after a time");
  return after === undefined ? "always" : { after };
};

export const isDuration = (text: string): boolean =>
  /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(text) && /[1-9]/.test(text);

const scheduleOf = ({ Schedule: schedule, LocalTime: local }: Journey, miss: Miss): void => {
  const { StartTime: start, EndTime: end, Timezone: zone } = schedule ?? {};
  if (start != null) miss("Schedule.StartTime", `It starts at ${start}`, "It starts when you publish it");
  if (end != null) miss("Schedule.EndTime", `It ends at ${end}`, "Pause it then, or ask for a date in `exits`");
  if (local === true) miss("LocalTime", "Each person's own time zone", "The zone of the workspace holds for everybody");
  else if (zone != null)
    miss("Schedule.Timezone", `The zone ${zone}`, "Times hold in the workspace's zone: Settings, timeZone");
};
