import type { Definition, Step, StepKind } from "../../../api/definition.ts";

/** A list of steps: the workflow's own (`parent` undefined, key `steps`), or one inside a step (`then`, `paths.0`, `arms.1`). */
export type List = { parent: string | undefined; key: string };
/** A place between steps, where something can be put. */
export type Spot = List & { index: number };
/** A step where it stands. `path` points into the definition; `level` counts from 1. */
export type Place = { step: Step; id: string; path: string; spot: Spot; level: number; siblings: number };

export const root: List = { parent: undefined, key: "steps" };

/** The lists inside a step, with the path of each below the step. */
export const listsOf = (step: Step): { key: string; path: string; steps: Step[] }[] => {
  switch (step.kind) {
    case "waitUntil":
      return [
        { key: "then", path: "then", steps: step.then ?? [] },
        { key: "timeout", path: "timeout", steps: step.timeout ?? [] },
      ];
    case "branch":
      return [
        ...step.paths.map(({ steps }, n) => ({ key: `paths.${n}`, path: `paths.${n}.steps`, steps })),
        { key: "else", path: "else", steps: step.else ?? [] },
      ];
    case "split":
      return step.arms.map(({ steps }, n) => ({ key: `arms.${n}`, path: `arms.${n}.steps`, steps: steps ?? [] }));
    default:
      return [];
  }
};

/** Every step in the order of the document, a step before those inside it. */
export const placesOf = ({ steps }: Definition): Place[] => walk(steps, root, "steps", 1);

const walk = (steps: Step[], list: List, path: string, level: number): Place[] =>
  steps.flatMap((step, index) => {
    const here = `${path}.${index}`;
    const id = step.id ?? "";
    return [
      { step, id, path: here, spot: { ...list, index }, level, siblings: steps.length },
      ...listsOf(step).flatMap((inside) =>
        walk(inside.steps, { parent: id, key: inside.key }, `${here}.${inside.path}`, level + 1),
      ),
    ];
  });

export const placeOf = (definition: Definition, id: string | undefined): Place | undefined =>
  id === undefined ? undefined : placesOf(definition).find((place) => place.id === id);

/** The step that a path of a problem points into. */
export const stepAt = (places: Place[], path: string): string | undefined =>
  places.findLast((place) => path === place.path || path.startsWith(`${place.path}.`))?.id;

/** Gives every step an id, made as the server makes it: `wait-2` is the second step of the document, a wait. */
export const withIds = (definition: Definition): Definition => {
  const taken = new Set(allSteps(definition.steps).flatMap(({ id }) => id ?? []));
  let order = 0;
  const named = (steps: Step[]): Step[] =>
    steps.map((step) => {
      order += 1;
      const id = step.id ?? freeId(`${slug(step.kind)}-${order}`, taken);
      taken.add(id);
      return inEachList({ ...step, id }, named);
    });
  return { ...definition, steps: named(definition.steps) };
};

const allSteps = (steps: Step[]): Step[] =>
  steps.flatMap((step) => [step, ...allSteps(listsOf(step).flatMap((list) => list.steps))]);

/** The step with each of its lists changed. A list that is not written stays so where it stays empty. */
export const inEachList = (step: Step, change: (steps: Step[], key: string) => Step[]): Step => {
  switch (step.kind) {
    case "waitUntil":
      return { ...step, ...written("then", step.then, change), ...written("timeout", step.timeout, change) };
    case "branch":
      return {
        ...step,
        paths: step.paths.map((path, n) => ({ ...path, steps: change(path.steps, `paths.${n}`) })),
        ...written("else", step.else, change),
      };
    case "split":
      return {
        ...step,
        arms: step.arms.map((arm, n) => {
          const steps = change(arm.steps ?? [], `arms.${n}`);
          return arm.steps === undefined && steps.length === 0 ? arm : { ...arm, steps };
        }),
      };
    default:
      return step;
  }
};

const written = <Key extends "then" | "timeout" | "else">(
  key: Key,
  steps: Step[] | undefined,
  change: (steps: Step[], key: string) => Step[],
): { [K in Key]?: Step[] } | object => {
  const changed = change(steps ?? [], key);
  return steps === undefined && changed.length === 0 ? {} : { [key]: changed };
};

export const slug = (kind: StepKind): string => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The name itself, or the first free one behind it. */
export const freeId = (wanted: string, taken: ReadonlySet<string>): string => {
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
  return id;
};
