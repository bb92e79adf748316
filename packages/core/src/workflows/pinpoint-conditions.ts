import type { Condition, FieldCondition } from "../leads/condition.ts";
import type { Attributes, EventDimensions, Metrics, SegmentDimensions, SimpleCondition } from "./pinpoint-journey.ts";

/** What of a journey has no equivalent here: where it stands in the JSON, what it does there, and what to do instead. */
export type Missing = { path: string; what: string; instead: string };
export type Miss = (path: string, what: string, instead: string) => void;

export type Known = {
  miss: Miss;
  /** The template that an activity sends. */
  templateOf(activity: string): string | undefined;
  /** Who is in a segment. */
  segmentCondition(id: string, path: string): Condition | undefined;
};

/** `undefined`: it cannot be asked here at all, which has been said. */
export const conditionOf = (from: SimpleCondition, path: string, known: Known): Condition | undefined => {
  const { EventCondition: event, SegmentCondition: segment } = from;
  const parts: (Condition | undefined)[] = [];
  if (event) parts.push(eventCondition(event.Dimensions ?? {}, event.MessageActivity, `${path}.EventCondition`, known));
  if (segment) parts.push(known.segmentCondition(segment.SegmentId, `${path}.SegmentCondition`));
  const dimensions = from.segmentDimensions ?? from.SegmentDimensions;
  if (dimensions) parts.push(dimensionsCondition(dimensions, `${path}.segmentDimensions`, known));
  return everyOf(parts);
};

/** All of them must be askable. */
export const everyOf = (parts: (Condition | undefined)[]): Condition | undefined => {
  const found = parts.filter((part) => part !== undefined);
  return found.length < parts.length ? undefined : bound(found, (all) => ({ all }));
};

/** Those that can be asked are enough. */
export const anyOf = (parts: (Condition | undefined)[]): Condition | undefined =>
  bound(
    parts.filter((part) => part !== undefined),
    (any) => ({ any }),
  );

/** Twenty at most stand side by side. */
const bound = (parts: Condition[], together: (some: Condition[]) => Condition): Condition | undefined => {
  const [only] = parts;
  if (parts.length <= 1) return only;
  if (parts.length <= 20) return together(parts);
  const rest = bound(parts.slice(19), together);
  return together([...parts.slice(0, 19), ...(rest === undefined ? [] : [rest])]);
};

const eventCondition = (
  { EventType: type, Attributes: attributes, Metrics: metrics }: EventDimensions,
  activity: string | null | undefined,
  path: string,
  known: Known,
): Condition | undefined => {
  const names = type?.Values ?? [];
  const found = names.map((name) => named(name, activity, path, known));
  if (names.length === 0) known.miss(path, "A condition without an event", "Write the condition anew");
  for (const key of [...Object.keys(attributes ?? {}), ...Object.keys(metrics ?? {})])
    known.miss(
      `${path}.Dimensions`,
      `Only events whose "${key}" has a certain value`,
      "Here every such event counts: send the wanted ones under a name of their own",
    );
  const asked = type?.DimensionType === "EXCLUSIVE" && found.includes(undefined) ? undefined : anyOf(found);
  return asked !== undefined && type?.DimensionType === "EXCLUSIVE" ? { not: asked } : asked;
};

const named = (
  name: string,
  activity: string | null | undefined,
  path: string,
  { miss, templateOf }: Known,
): Condition | undefined => {
  const event = mailEvents[name];
  if (event === undefined) {
    if (!name.startsWith("_")) return { event: name };
    miss(path, `The event ${name}`, "Rekindle knows mail, forms, calls and events of your own: ask for one of them");
    return undefined;
  }
  if (name === "_email.hardbounce" || name === "_email.softbounce")
    miss(path, `${name} by itself`, "mail.bounced stands for both; after a hard bounce the person leaves by itself");
  if (event === "lead.optedOut")
    miss(path, "A way for those who opted out", "They leave the workflow at once, whatever it asks: nothing to do");
  const template = activity == null || !event.startsWith("mail.") ? undefined : templateOf(activity);
  return template === undefined ? { event } : { event, template };
};

const mailEvents: Record<string, string> = {
  "_email.send": "mail.sent",
  "_email.delivered": "mail.delivered",
  "_email.open": "mail.opened",
  "_email.click": "mail.clicked",
  "_email.hardbounce": "mail.bounced",
  "_email.softbounce": "mail.bounced",
  "_email.complaint": "mail.complained",
  "_email.unsubscribe": "lead.optedOut",
};

/** What an endpoint and its user are: attributes, numbers, country, activity. Several must all hold. */
export const dimensionsCondition = (from: SegmentDimensions, path: string, known: Known): Condition | undefined => {
  const parts = [
    ...attributeConditions(from.Attributes, `${path}.Attributes`, known),
    ...attributeConditions(from.UserAttributes, `${path}.UserAttributes`, known),
    ...metricConditions(from.Metrics, `${path}.Metrics`, known),
  ];
  const country = from.Location?.Country;
  if (country) {
    known.miss(`${path}.Location.Country`, "The country of the device", "Asked of the attribute `country`: fill it");
    parts.push(valueCondition("country", country.DimensionType ?? "INCLUSIVE", country.Values ?? []));
  }
  const recency = from.Behavior?.Recency;
  if (recency) parts.push(recencyCondition(recency, `${path}.Behavior`, known));
  const other = [
    ...(Object.keys(from.Demographic ?? {}).length > 0 ? ["Demographic"] : []),
    ...(from.Location?.GPSPoint == null ? [] : ["Location.GPSPoint"]),
  ];
  for (const key of other) {
    known.miss(`${path}.${key}`, "The device, or where it is", "Ask for an attribute of the lead");
    parts.push(undefined);
  }
  if (parts.length === 0) known.miss(path, "A condition that asks for nothing", "Write the condition anew");
  return everyOf(parts);
};

const attributeConditions = (from: Attributes, path: string, { miss }: Known): (Condition | undefined)[] =>
  Object.entries(from ?? {}).map(([name, { AttributeType: type, Values: values }]) => {
    const kind = type ?? "INCLUSIVE";
    if (kind === "INCLUSIVE" || kind === "EXCLUSIVE" || kind === "CONTAINS")
      return valueCondition(name, kind, values ?? []);
    miss(`${path}.${name}`, `The date "${name}" ${kind}`, "A trigger of kind `date`, or a wait until a date field");
    return undefined;
  });

/** Pinpoint keeps lists of values; here a list matches if any of its elements does, too. */
const valueCondition = (name: string, kind: string, values: string[]): Condition | undefined => {
  const field = `attributes.${name}`;
  const [only] = values;
  if (only === undefined) return undefined;
  if (kind === "CONTAINS") return anyOf(values.map((contains) => ({ field, contains })));
  const same: Condition = values.length === 1 ? { field, eq: only } : { field, in: values };
  return kind === "EXCLUSIVE" ? { not: same } : same;
};

const metricConditions = (from: Metrics, path: string, { miss }: Known): (Condition | undefined)[] =>
  Object.entries(from ?? {}).map(([name, { ComparisonOperator: operator, Value: value }]) => {
    const test = operator == null || value == null ? undefined : comparison(operator, value);
    if (test !== undefined) return { field: `attributes.${name}`, ...test };
    miss(
      `${path}.${name}`,
      `Comparing by ${operator ?? "nothing"}`,
      "Compare the attribute with gt, gte, lt, lte or eq",
    );
    return undefined;
  });

const comparison = (operator: string, value: number): Omit<FieldCondition, "field"> | undefined => {
  switch (operator) {
    case "GREATER_THAN":
      return { gt: value };
    case "GREATER_THAN_OR_EQUAL":
      return { gte: value };
    case "LESS_THAN":
      return { lt: value };
    case "LESS_THAN_OR_EQUAL":
      return { lte: value };
    case "EQUAL":
      return { eq: value };
    default:
      return undefined;
  }
};

const recencyCondition = (
  {
    Duration: duration,
    RecencyType: type,
  }: { Duration?: string | null | undefined; RecencyType?: string | null | undefined },
  path: string,
  { miss }: Known,
): Condition | undefined => {
  const within = spans[duration ?? ""];
  if (within === undefined) {
    miss(path, `Activity within ${duration ?? "no time"}`, "Ask for an event `within` a duration");
    return undefined;
  }
  miss(path, "Use of the app", "Taken as a click in a mail or a form: add your own events");
  const active: Condition = {
    any: [
      { event: "mail.clicked", within },
      { event: "form.submitted", within },
    ],
  };
  return type === "INACTIVE" ? { not: active } : active;
};

const spans: Record<string, string> = { HR_24: "PT24H", DAY_7: "P7D", DAY_14: "P14D", DAY_30: "P30D" };
