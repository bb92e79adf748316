import type { Definition, Step } from "../../../api/definition.ts";
import { freeId, inEachList, listsOf, type Place, placeOf, placesOf, root, type Spot, slug } from "./places.ts";

/** Changes of a workflow as pure functions: a definition goes in, another one comes out. Where nothing fits, the same one. */

export const insert = (definition: Definition, spot: Spot, step: Step): Definition =>
  inList(definition, spot, (steps) => steps.toSpliced(spot.index, 0, step));

/** With everything inside it. */
export const remove = (definition: Definition, id: string): Definition => ({
  ...definition,
  steps: everywhere(definition.steps, (steps) => steps.filter((step) => step.id !== id)),
});

export const change = (definition: Definition, id: string, edit: (step: Step) => Step): Definition => ({
  ...definition,
  steps: everywhere(definition.steps, (steps) => steps.map((step) => (step.id === id ? edit(step) : step))),
});

/** Takes a step elsewhere. Into itself it cannot go. */
export const moveTo = (definition: Definition, id: string, spot: Spot): Definition => {
  const place = placeOf(definition, id);
  if (place === undefined || idsIn(place.step).includes(spot.parent ?? "")) return definition;
  const sameList = place.spot.parent === spot.parent && place.spot.key === spot.key;
  const index = sameList && place.spot.index < spot.index ? spot.index - 1 : spot.index;
  if (sameList && index === place.spot.index) return definition;
  return insert(remove(definition, id), { ...spot, index }, place.step);
};

/** One up or down; from the edge of a path it goes out of it, before or after the step that the path belongs to. */
export const shift = (definition: Definition, id: string, by: -1 | 1): Definition => {
  const place = placeOf(definition, id);
  if (place === undefined) return definition;
  const { parent, key, index } = place.spot;
  const next = index + by;
  if (next >= 0 && next < place.siblings)
    return moveTo(definition, id, { parent, key, index: by < 0 ? next : next + 1 });
  const around = placeOf(definition, parent);
  return around === undefined
    ? definition
    : moveTo(definition, id, { ...around.spot, index: around.spot.index + (by < 0 ? 0 : 1) });
};

/** A copy with ids of its own, all the way down. */
export const copyOf = (definition: Definition, step: Step): Step => {
  const taken = new Set(placesOf(definition).map(({ id }) => id));
  const fresh = (one: Step): Step => {
    const id = nextId(one.kind, taken);
    taken.add(id);
    return inEachList({ ...one, id }, (steps) => steps.map(fresh));
  };
  return fresh(step);
};

export const idFor = (definition: Definition, kind: Step["kind"]): string =>
  nextId(kind, new Set(placesOf(definition).map(({ id }) => id)));

const nextId = (kind: Step["kind"], taken: ReadonlySet<string>): string => {
  for (let n = 1; ; n += 1) {
    const id = `${slug(kind)}-${n}`;
    if (!taken.has(id)) return freeId(id, taken);
  }
};

/** Where something goes that is added "here": after the step; at the end where none is chosen. */
export const spotAfter = (definition: Definition, id: string | undefined): Spot => {
  const place: Place | undefined = placeOf(definition, id);
  if (id === "start") return { ...root, index: 0 };
  return place === undefined
    ? { ...root, index: definition.steps.length }
    : { ...place.spot, index: place.spot.index + 1 };
};

export const idsIn = (step: Step): string[] => [
  step.id ?? "",
  ...listsOf(step).flatMap(({ steps }) => steps.flatMap(idsIn)),
];

const inList = (definition: Definition, { parent, key }: Spot, edit: (steps: Step[]) => Step[]): Definition =>
  parent === undefined
    ? { ...definition, steps: edit(definition.steps) }
    : change(definition, parent, (step) => inEachList(step, (steps, name) => (name === key ? edit(steps) : steps)));

const everywhere = (steps: Step[], edit: (steps: Step[]) => Step[]): Step[] =>
  edit(steps).map((step) => inEachList(step, (inside) => everywhere(inside, edit)));
