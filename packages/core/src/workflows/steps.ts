import type { Condition } from "../leads/condition.ts";
import type { Definition, Step, StepKind } from "./definition.ts";

/** A step and where it stands: `path` in the definition, `order` in the document from 0, `id` given or made. */
export type Place = { step: Step; path: string; order: number; id: string };

/** Every step in the order of the document, a step before those inside it. */
export const placesOf = (definition: Definition): Place[] => {
  const found = walk(definition.steps, "steps");
  const taken = new Set(found.flatMap(({ step }) => step.id ?? []));
  return found.map((place, order) => ({ ...place, order, id: place.step.id ?? makeId(place.step.kind, order, taken) }));
};

const walk = (steps: Step[], path: string): { step: Step; path: string }[] =>
  steps.flatMap((step, index) => {
    const here = `${path}.${index}`;
    return [
      { step, path: here },
      ...insideOf(step).flatMap(({ key, steps: inside }) => walk(inside, `${here}.${key}`)),
    ];
  });

/** The lists of steps inside a step, and the key that each stands under. */
export const insideOf = (step: Step): { key: string; steps: Step[] }[] => {
  switch (step.kind) {
    case "waitUntil":
      return [
        { key: "then", steps: step.then ?? [] },
        { key: "timeout", steps: step.timeout ?? [] },
      ];
    case "branch":
      return [
        ...step.paths.map(({ steps }, index) => ({ key: `paths.${index}.steps`, steps })),
        { key: "else", steps: step.else ?? [] },
      ];
    case "split":
      return step.arms.map(({ steps }, index) => ({ key: `arms.${index}.steps`, steps: steps ?? [] }));
    default:
      return [];
  }
};

/** `wait-2`: the second step of the document, a wait. Stays as it is once it is written down. */
const makeId = (kind: StepKind, order: number, taken: Set<string>): string => {
  const made = `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${order + 1}`;
  let id = made;
  for (let n = 2; taken.has(id); n += 1) id = `${made}-${n}`;
  taken.add(id);
  return id;
};

/** Path of a step → its id. */
export const idsOf = (definition: Definition): Map<string, string> =>
  new Map(placesOf(definition).map(({ path, id }) => [path, id]));

/** Writes the made ids into the definition, so that they stay whatever is edited around them. */
export const withIds = (definition: Definition, ids: ReadonlyMap<string, string> = idsOf(definition)): Definition => ({
  ...definition,
  steps: named(definition.steps, "steps", ids),
});

const named = (steps: Step[], path: string, ids: ReadonlyMap<string, string>): Step[] =>
  steps.map((step, index) => {
    const here = `${path}.${index}`;
    const inside = (list: Step[], key: string) => named(list, `${here}.${key}`, ids);
    // Twice: it stands first, and holds over what the step says.
    const own = { id: ids.get(here) ?? step.id };
    switch (step.kind) {
      case "waitUntil":
        return {
          ...own,
          ...step,
          ...own,
          ...(step.then === undefined ? {} : { then: inside(step.then, "then") }),
          ...(step.timeout === undefined ? {} : { timeout: inside(step.timeout, "timeout") }),
        };
      case "branch":
        return {
          ...own,
          ...step,
          ...own,
          paths: step.paths.map((way, n) => ({ ...way, steps: inside(way.steps, `paths.${n}.steps`) })),
          ...(step.else === undefined ? {} : { else: inside(step.else, "else") }),
        };
      case "split":
        return {
          ...own,
          ...step,
          ...own,
          arms: step.arms.map((arm, n) =>
            arm.steps === undefined ? arm : { ...arm, steps: inside(arm.steps, `arms.${n}.steps`) },
          ),
        };
      default:
        return { ...own, ...step, ...own };
    }
  });

export type PlacedCondition = { when: Condition; path: string; step?: string };

/** Every condition of a workflow: triggers, entry, exits, steps. */
export const conditionsIn = (definition: Definition): PlacedCondition[] => [
  ...definition.triggers.flatMap((trigger, index) =>
    trigger.kind === "condition" ? [{ when: trigger.when, path: `triggers.${index}.when` }] : [],
  ),
  ...(definition.entry.when === undefined ? [] : [{ when: definition.entry.when, path: "entry.when" }]),
  ...definition.exits.map(({ when }, index) => ({ when, path: `exits.${index}.when` })),
  ...(definition.hypothesis?.whomWhen === undefined
    ? []
    : [{ when: definition.hypothesis.whomWhen, path: "hypothesis.whomWhen" }]),
  ...placesOf(definition).flatMap(({ step, path, id }) => ofStep(step, path).map((found) => ({ ...found, step: id }))),
];

const ofStep = (step: Step, path: string): { when: Condition; path: string }[] => {
  switch (step.kind) {
    case "waitUntil":
    case "goal":
      return [{ when: step.when, path: `${path}.when` }];
    case "branch":
      return step.paths.map(({ when }, index) => ({ when, path: `${path}.paths.${index}.when` }));
    default:
      return [];
  }
};
