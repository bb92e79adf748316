import type * as z from "zod";
import { bases, dealFields, kindOf, plainFields } from "../leads/fields.ts";
import { type Lead, stages } from "../leads/lead.ts";
import { LostReason } from "../workflows/definition.ts";
import type { Words } from "../workspace/shapes.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf } from "./keys.ts";
import type { MailDraft } from "./mail-draft.ts";
import { everybody } from "./population.ts";
import type { WorkflowDraft } from "./workflow-draft.ts";

/** What conditions and steps may name, and how many of the leads that were looked at have it. */
export type Vocabulary = {
  fields: Field[];
  events: Event[];
  tags: Counted[];
  lists: Counted[];
  sources: Named[];
  templates: (Named & { subject: string; version: number | null })[];
  workflows: Named[];
  signals: { id: string; label: z.infer<typeof Words>; family: string }[];
  families: string[];
  channels: string[];
  reps: { id: string; name: string }[];
  looked: number;
  all: boolean;
};
/** `values`: what it can be, or the most frequent of what it is. */
type Field = { field: string; kind: "text" | "number" | "list" | "any"; values: string[]; people: number };
/** `by`: which further key tells one such event from another. */
type Event = { event: string; by: "template" | "source" | "name" | null; people: number };
type Counted = { name: string; people: number };
type Named = { id: string; name: z.infer<typeof Words> };

const MOST_LOOKED_AT = 2_000;
const MOST_VALUES = 30;

export const vocabulary = async (engine: Engine): Promise<Vocabulary> => {
  const { settings, scoring, templates, watches } = await current(engine);
  const seen = await look(engine);
  const reasons: Record<string, readonly string[]> = {
    stage: stages,
    consent: bases,
    owner: settings.reps.map(({ id }) => id),
    "deal.reason": LostReason.options,
  };
  const plain = Object.entries(plainFields).map(([field, kind]) => ({
    field,
    kind,
    values: [...(reasons[field] ?? (field === "tags" || field === "lists" ? topOf(seen[field]) : []))],
    people: seen.plain.get(field) ?? 0,
  }));
  const own = [...seen.attributes].sort(([, a], [, b]) => b.people - a.people).slice(0, 100);
  const families = Object.keys(scoring.families);
  const [mails, workflows, sources] = await Promise.all([
    listed(engine, "templates", (body) => {
      const { id, draft } = bodyOf<MailDraft>({ ...nothing, body });
      return { id, name: draft.name ?? id, subject: draft.subject, version: templates[id]?.version ?? null };
    }),
    listed(engine, "workflows", (body) => {
      const { id, definition } = bodyOf<WorkflowDraft>({ ...nothing, body });
      return { id, name: definition.name };
    }),
    listed(engine, "sources", (body, pk) => {
      const id = pk.slice("source#".length);
      return { id, name: bodyOf<{ name?: string }>({ ...nothing, body }).name ?? id };
    }),
  ]);
  return {
    fields: [
      ...plain,
      ...families.map((family) => ({ field: `families.${family}`, kind: "number" as const, values: [], people: 0 })),
      ...own.map(([name, { people, values }]) => ({
        field: `attributes.${name}`,
        kind: kindOf(`attributes.${name}`) ?? ("any" as const),
        values: topOf(values),
        people,
      })),
      ...dealFields
        .filter((name) => name !== "id" && name !== "lostReason")
        .map((name) => ({
          field: `deal.${name}`,
          kind: name === "amount" || name === "closedAt" ? ("number" as const) : ("text" as const),
          values: [...(reasons[`deal.${name}`] ?? [])],
          people: 0,
        })),
    ],
    events: [
      ...knownEvents,
      ...[
        ...new Set(
          [...scoring.signals.map(({ on }) => on), ...watches.map(({ event }) => event)].filter(
            (event) => !knownEvents.some((known) => known.event === event) && event !== "call.noted",
          ),
        ),
      ].map((event) => ({ event, by: null })),
    ].map((event) => ({ ...event, people: seen.events.get(event.event) ?? 0 })),
    tags: countedOf(seen.tags),
    lists: countedOf(seen.lists),
    sources,
    templates: mails,
    workflows,
    signals: scoring.signals.map(({ id, label, family }) => ({ id, label: label ?? id, family })),
    families,
    channels: Object.keys(settings.channels),
    reps: settings.reps.map(({ id, name }) => ({ id, name })),
    looked: seen.looked,
    all: seen.all,
  };
};

const knownEvents: Omit<Event, "people">[] = [
  { event: "mail.clicked", by: "template" },
  { event: "mail.sent", by: "template" },
  { event: "mail.delivered", by: "template" },
  { event: "mail.opened", by: "template" },
  { event: "form.submitted", by: "source" },
  { event: "page.viewed", by: null },
  { event: "document.read", by: null },
  { event: "seminar.registered", by: null },
  { event: "seminar.attended", by: null },
  { event: "call.noted", by: null },
  { event: "handoff.returned", by: null },
  { event: "deal.lost", by: null },
  { event: "event.tracked", by: "name" },
];

type Counts = Map<string, number>;
type Seen = {
  looked: number;
  all: boolean;
  plain: Counts;
  tags: Counts;
  lists: Counts;
  events: Counts;
  attributes: Map<string, { people: number; values: Counts }>;
};

const look = async (engine: Engine): Promise<Seen> => {
  const seen: Seen = {
    looked: 0,
    all: true,
    plain: new Map(),
    tags: new Map(),
    lists: new Map(),
    events: new Map(),
    attributes: new Map(),
  };
  for await (const leads of everybody(engine)) {
    for (const lead of leads) if (lead.erased === undefined) take(seen, lead);
    seen.looked += leads.length;
    if (seen.looked < MOST_LOOKED_AT) continue;
    seen.all = false;
    break;
  }
  return seen;
};

const take = (seen: Seen, { tags, lists, attributes, facts, name, company, owner }: Lead): void => {
  for (const tag of tags) count(seen.tags, tag);
  for (const list of lists) count(seen.lists, list);
  for (const [field, value] of Object.entries({ name, company, owner }))
    if (value !== undefined) count(seen.plain, field);
  for (const key of Object.keys(facts)) count(seen.events, key.split("|", 1)[0] ?? key);
  for (const [attribute, value] of Object.entries(attributes)) {
    const known = seen.attributes.get(attribute) ?? { people: 0, values: new Map<string, number>() };
    known.people += 1;
    if (known.values.size < 500 && !Array.isArray(value) && String(value).length <= 60)
      count(known.values, String(value));
    seen.attributes.set(attribute, known);
  }
};

const count = (counts: Counts, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};
const countedOf = (counts: Counts): Counted[] =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 200)
    .map(([name, people]) => ({ name, people }));
const topOf = (counts: Counts): string[] =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_VALUES)
    .map(([name]) => name);

const nothing = { pk: "", sk: "", rev: 0 };
const listed = async <T>({ world }: Engine, list: string, read: (body: string, pk: string) => T): Promise<T[]> =>
  (await world.table.listed({ in: list, limit: 500 })).items.map(({ body, pk }) => read(body, pk));
