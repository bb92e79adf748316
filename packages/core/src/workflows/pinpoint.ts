import * as z from "zod";
import { defaults } from "../workspace/settings.ts";
import type { Definition, Step } from "./definition.ts";
import type { Next } from "./graph.ts";
import type { Missing } from "./pinpoint-conditions.ts";
import { frameOf } from "./pinpoint-frame.ts";
import { windowOf } from "./pinpoint-hours.ts";
import { Journey, waysOf } from "./pinpoint-journey.ts";
import { segmentCondition, segmentsIn, type WithSegments } from "./pinpoint-segments.ts";
import { type Drawing, stepsOf } from "./pinpoint-steps.ts";
import { layOut, type Ways, withoutLoops } from "./pinpoint-tree.ts";

export type { Missing } from "./pinpoint-conditions.ts";
export type Conversion =
  | { definition: Definition; missing: Missing[] }
  | { problems: { path: string; message: string }[] };

/**
 * A draft from a journey of Amazon Pinpoint, and all that it cannot say. `journey`: what `aws pinpoint get-journey` answers,
 * or the request that made it, parsed. `segments`: what `get-segments` answers; without it a segment is a list of its id.
 * Fixed moments are written in `timeZone`, the workspace's.
 */
export const fromPinpoint = (
  journey: unknown,
  { segments, timeZone = defaults.timeZone }: { segments?: unknown; timeZone?: string } = {},
): Conversion => {
  const parsed = Journey.safeParse(unwrapped(journey));
  if (!parsed.success)
    return { problems: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })) };
  const given = parsed.data;
  const activities = new Map(Object.entries(given.Activities ?? {}));
  const missing = new Map<string, Missing>();
  const miss = (path: string, what: string, instead: string) => {
    missing.set(`${path} ${what}`, missing.get(`${path} ${what}`) ?? { path, what, instead });
  };
  const known: WithSegments = {
    miss,
    segments: segmentsIn(segments),
    segmentCondition: (id, path) => segmentCondition(id, path, known),
    templateOf: (activity) => {
      const name = activities.get(activity)?.EMAIL?.TemplateName;
      return name == null ? undefined : slugOf(name);
    },
  };
  const templates = new Set<string>();
  const templateNamed = (name: string, path: string): string => {
    const template = slugOf(name === "" ? "unnamed" : name);
    if (!templates.has(template))
      miss(path, `The text of the template "${name}"`, `Bring it over: PUT /v1/templates/${template}`);
    templates.add(template);
    return template;
  };

  const start = given.StartActivity ?? undefined;
  if (start === undefined || !activities.has(start)) miss("StartActivity", "Nothing it begins with", "Add steps");
  const { ways, cut } = withoutLoops(waysFrom(activities), start);
  for (const { from, to, why } of cut)
    miss(
      `Activities.${from}`,
      why === "loop" ? `The way back to ${to}` : `The way to ${to}, which is not there`,
      why === "loop" ? "The way ends here. For another round: `entry.reentry`" : "The way ends here",
    );
  const layout = layOut(ways);
  const first = start !== undefined && ways.has(start) ? start : undefined;
  if (layout.size(first, undefined) > MOST_STEPS)
    return {
      problems: [{ path: "Activities", message: `Its paths cross so often that ${MOST_STEPS} activities are too few` }],
    };

  const times = new Map<string, number>();
  const idFor = ids();
  const draw = (from: Next, stop: Next): Step[] => {
    const steps: Step[] = [];
    for (let at = from; at !== stop; ) {
      const activity = at === undefined ? undefined : activities.get(at);
      if (at === undefined || activity === undefined) {
        // The others go on after the branch, so that this end has to be said.
        steps.push({ id: idFor("end"), kind: "exit", reason: "finished" });
        break;
      }
      times.set(at, (times.get(at) ?? 0) + 1);
      const mine = ways.get(at) ?? [];
      const join = mine.length === 1 ? mine[0] : layout.joinOf(at, stop);
      const drawing: Drawing = { ...known, timeZone, idFor, templateNamed, inside: (way) => draw(way, join) };
      steps.push(...stepsOf(at, activity, mine, drawing));
      at = join;
    }
    return steps;
  };
  const steps = draw(first, undefined);
  for (const [id, n] of times)
    if (n > 1)
      miss(`Activities.${id}`, "Paths that cross and meet here", `It stands ${n} times: change all of them alike`);
  if (steps.length === 0) steps.push({ id: idFor("end"), kind: "exit", reason: "finished" });
  for (const id of activities.keys())
    if (!ways.has(id)) miss(`Activities.${id}`, "An activity that nobody comes to", "Left out");

  const window = windowOf(given, miss);
  const definition: Definition = {
    name: given.Name ?? "Amazon Pinpoint",
    ...frameOf(given, known),
    exits: [],
    priority: 50,
    ...(window === undefined ? {} : { window }),
    steps,
  };
  return { definition, missing: [...missing.values()] };
};

/** Of at most two steps each; a workflow has 500. */
const MOST_STEPS = 240;

const Wrapped = z.union([
  z.object({ JourneyResponse: z.unknown().refine(isThere) }).transform((answer) => answer.JourneyResponse),
  z.object({ WriteJourneyRequest: z.unknown().refine(isThere) }).transform((request) => request.WriteJourneyRequest),
]);
function isThere(value: unknown): boolean {
  return value !== undefined;
}
const unwrapped = (value: unknown): unknown => {
  const parsed = Wrapped.safeParse(value);
  return parsed.success ? parsed.data : value;
};

const waysFrom = (activities: ReadonlyMap<string, Parameters<typeof waysOf>[0]>): Ways =>
  new Map([...activities].map(([id, activity]) => [id, waysOf(activity)]));

/** Templates and steps have names of letters, digits, - and _, at most 64. */
const slugOf = (name: string): string => {
  const slug = name.replaceAll(/[^A-Za-z0-9_-]+/g, "-").replace(/^[-_]+/, "");
  return (slug === "" ? "x" : slug).slice(0, 64);
};

/** Each answer is an id of its own. */
const ids = () => {
  const taken = new Set<string>();
  return (name: string): string => {
    const slug = slugOf(name);
    let id = slug;
    for (let n = 2; taken.has(id); n += 1) id = `${slug.slice(0, 58)}-${n}`;
    taken.add(id);
    return id;
  };
};
