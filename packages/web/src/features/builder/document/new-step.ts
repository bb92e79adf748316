import type { Condition, Definition, Step, StepKind } from "../../../api/definition.ts";
import { idFor } from "./edit.ts";
import { placesOf, type Spot } from "./places.ts";

/** Kinds in the order of the palette: what is said, what is waited for, which way, what is done, how it ends. */
export const kinds = [
  "email",
  "wait",
  "waitUntil",
  "branch",
  "split",
  "score",
  "update",
  "handOff",
  "notify",
  "webhook",
  "enrol",
  "leave",
  "goal",
  "exit",
] as const satisfies StepKind[];

/** A step with what it needs to make sense; what only a person can know is left empty, and asked for. */
export const newStep = (definition: Definition, kind: StepKind, spot: Spot): Step => {
  const id = idFor(definition, kind);
  switch (kind) {
    case "email":
      return { id, kind, template: "" };
    case "wait":
      return { id, kind, for: "P3D" };
    case "waitUntil":
      return { id, kind, when: clicked(definition, spot), max: "P14D", then: [], timeout: [] };
    case "branch":
      return { id, kind, paths: [{ when: clicked(definition, spot), steps: [] }], else: [] };
    case "split":
      return {
        id,
        kind,
        arms: [
          { name: "A", weight: 45, steps: [] },
          { name: "B", weight: 45, steps: [] },
          { name: "holdout", weight: 10, holdout: true },
        ],
      };
    case "score":
      return { id, kind, signal: "interested", points: 10, family: "mail" };
    case "update":
      return { id, kind, set: { tags: { add: [] } } };
    case "notify":
      return { id, kind, channel: "", text: "{{ lead.company }} {{ lead.name }}" };
    case "webhook":
      return { id, kind, url: "" };
    case "handOff":
      return { id, kind };
    case "enrol":
    case "leave":
      return { id, kind, workflow: "" };
    case "goal":
      return { id, kind, when: { event: "form.submitted" } };
    case "exit":
      return { id, kind, reason: "finished" };
    default:
      return kind satisfies never;
  }
};

/** The likeliest question: did they click the mail that stands before it? */
const clicked = (definition: Definition, spot: Spot): Condition => {
  const places = placesOf(definition);
  const at = places.findIndex(
    ({ spot: here }) => here.parent === spot.parent && here.key === spot.key && here.index === spot.index,
  );
  const before = at === -1 ? places : places.slice(0, at);
  const mail = before.findLast(({ step }) => step.kind === "email" && step.template !== "")?.step;
  return mail?.kind === "email" ? { event: "mail.clicked", template: mail.template } : { event: "mail.clicked" };
};
