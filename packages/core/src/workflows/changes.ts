import type { Definition, Step } from "./definition.ts";
import { type Place, placesOf } from "./steps.ts";

/** What an edit did, by step id: for the review before publishing, and for moving enrolments to a new version. */
export type Changes = {
  added: StepRef[];
  removed: StepRef[];
  /** The same step with other words in it; `fields` are its own keys, what stands inside a branch is not among them. */
  changed: (StepRef & { fields: string[] })[];
  /** The same step elsewhere: under another step, or after another one. */
  moved: StepRef[];
  /** Keys around the steps: triggers, entry, window … */
  frame: string[];
};
export type StepRef = { id: string; kind: Step["kind"]; path: string };

export const describeChange = (before: Definition, after: Definition): Changes => {
  const old = new Map(placesOf(before).map((place) => [place.id, place]));
  const now = new Map(placesOf(after).map((place) => [place.id, place]));
  // A step that changed its kind is another step.
  const kept = [...now.values()].flatMap((place) => {
    const was = old.get(place.id);
    return was !== undefined && was.step.kind === place.step.kind ? [{ place, was }] : [];
  });
  const keptIds = new Set(kept.map(({ place }) => place.id));
  const [oldSpots, spots] = [spotsOf(before, keptIds), spotsOf(after, keptIds)];
  return {
    added: [...now.values()].filter(({ id }) => !keptIds.has(id)).map(refOf),
    removed: [...old.values()].filter(({ id }) => !keptIds.has(id)).map(refOf),
    changed: kept
      .map(({ place, was }) => ({ ...refOf(place), fields: differing(ownPart(was.step), ownPart(place.step)) }))
      .filter(({ fields }) => fields.length > 0),
    moved: kept.filter(({ place }) => oldSpots.get(place.id) !== spots.get(place.id)).map(({ place }) => refOf(place)),
    frame: differing({ ...before, steps: [] }, { ...after, steps: [] }),
  };
};

const refOf = ({ id, step, path }: Place): StepRef => ({ id, kind: step.kind, path });

const differing = (left: object, right: object): string[] => {
  const [a, b] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return [...new Set([...a.keys(), ...b.keys()])].filter(
    (key) => JSON.stringify(sorted(a.get(key))) !== JSON.stringify(sorted(b.get(key))),
  );
};

/** The order of keys says nothing. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => [key, sorted(inside)]),
  );
};

/** A step without the steps inside it, and without its id. */
const ownPart = (step: Step): object => {
  const { id: _, ...rest } = step;
  switch (rest.kind) {
    case "waitUntil":
      return { ...rest, then: undefined, timeout: undefined };
    case "branch":
      return { ...rest, else: undefined, paths: rest.paths.map((path) => ({ ...path, steps: undefined })) };
    case "split":
      return { ...rest, arms: rest.arms.map((arm) => ({ ...arm, steps: undefined })) };
    default:
      return rest;
  }
};

/** Where each kept step stands: in which list, after which kept step of it. */
const spotsOf = (definition: Definition, kept: ReadonlySet<string>): Map<string, string> => {
  const places = placesOf(definition);
  const idAt = new Map(places.map(({ path, id }) => [path, id]));
  const last = new Map<string, string>();
  const spots = new Map<string, string>();
  for (const { path, id } of places) {
    if (!kept.has(id)) continue;
    const list = listOf(path, idAt);
    spots.set(id, `${list}>${last.get(list) ?? ""}`);
    last.set(list, id);
  }
  return spots;
};

/** `steps.3.paths.0.steps.1` → `reacted.paths.0.steps`: the id of the step around it and the list in that. */
const listOf = (path: string, idAt: ReadonlyMap<string, string>): string => {
  const parts = path.split(".").slice(0, -1);
  for (let length = parts.length - 1; length > 1; length -= 1) {
    const around = idAt.get(parts.slice(0, length).join("."));
    if (around !== undefined) return [around, ...parts.slice(length)].join(".");
  }
  return parts.join(".");
};
