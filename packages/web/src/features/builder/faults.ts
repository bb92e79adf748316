import type { Definition, Fault } from "../../api/definition.ts";
import type { Vocabulary } from "../../api/vocabulary.ts";
import { type Place, placeOf, placesOf, stepAt } from "./document/places.ts";

/** A problem at its step, with the field of the step that it is about: `max`, `paths.0.when`. */
export type Problem = Fault & { field: string };

/** What stands in the way of publishing. A mail that is written but not published goes out with the workflow: no problem. */
export const problemsOf = (definition: Definition, faults: Fault[], vocabulary: Vocabulary | undefined): Problem[] => {
  const places = placesOf(definition);
  return faults.flatMap((fault) => {
    const step = stepAt(places, fault.path) ?? fault.step;
    const place = placeOf(definition, step);
    if (isUnpublished(fault, vocabulary)) return [];
    const field = place === undefined ? fault.path : fault.path.slice(place.path.length + 1);
    return [{ ...fault, field, ...(step === undefined ? {} : { step }) }];
  });
};

const isUnpublished = ({ message }: Fault, vocabulary: Vocabulary | undefined): boolean => {
  const [, name] = /^There is no template "(.*?)"/.exec(message) ?? [];
  return name !== undefined && (vocabulary?.templates.some(({ id }) => id === name) ?? false);
};

/** What the server says of a workflow, as a pattern, and the key of our words for it (`fault.…`). */
const patterns: [RegExp, string][] = [
  [/^"max" is missing|\.max .*duration/, "max"],
  [/^There is no template "(?<name>.*?)"/, "noTemplate"],
  [/^There is no workflow "(?<name>.*?)"/, "noWorkflow"],
  [/^There is no source "(?<name>.*?)"/, "noSource"],
  [/^There is no list "(?<name>.*?)"/, "noList"],
  [/^There is no channel "(?<name>.*?)"/, "noChannel"],
  [/^There is no field "(?<name>.*?)"/, "noField"],
  [/^There is no event "(?<name>.*?)"/, "noEvent"],
  [/cannot enrol into itself/, "itself"],
  [/^This is the workflow itself/, "leaveItself"],
  [/^Nobody comes here: every way/, "unreachable"],
  [/^Nobody comes here: who is handed over/, "afterHandOff"],
  [/^Nobody comes in/, "noTrigger"],
  [/^The window never opens/, "windowShut"],
  [/^Say which one/, "sayWhich"],
  [/^Say one of: for/, "waitWhat"],
  [/^Say what the field must be/, "sayWhat"],
  [/^No time at all/, "noTime"],
  [/^More than ten years/, "tooLong"],
  [/is no date\. Write/, "noDate"],
  [/^Sets nothing/, "setsNothing"],
  [/^Gives no points/, "noPoints"],
  [/^Never taken/, "neverTaken"],
  [/^Another arm is called/, "armName"],
  [/^Every arm is held out/, "allHeldOut"],
  [/^The weights sum to (?<name>[\d.]+)/, "weights"],
  [/is entered by people only/, "humanOnly"],
  [/^Only http and https|Invalid URL/, "url"],
  [/can never hold|No number lies|The list is empty/, "neverHolds"],
  [/is a number, /, "notNumber"],
  [/is not sent before this step/, "notSentBefore"],
  [/^A goal inside a path/, "goalInPath"],
  [/^Nobody stands before this goal/, "goalFirst"],
  [/needs at least one step/, "noSteps"],
  [/^Letters, digits/, "slug"],
  [/^The step at .* has the id/, "doubleId"],
  [/Too small|is missing|An ISO 8601 duration/, "missing"],
];

/** Key below `fault.` and what it names. The field decides where the words alone would not say what to do. */
export const wordsOfFault = ({ message, field }: Problem): { key: string; name: string } => {
  if (/(^|\.)max$/.test(field)) return { key: /ten years/.test(message) ? "tooLong" : "max", name: "" };
  if (field === "template" && !message.startsWith("There is no")) return { key: "template", name: "" };
  if (field === "workflow" && message.startsWith("Letters")) return { key: "workflow", name: "" };
  if (field === "channel" && !message.startsWith("There is no")) return { key: "channel", name: "" };
  for (const [pattern, key] of patterns) {
    const found = pattern.exec(message);
    if (found !== null) return { key, name: found.groups?.["name"] ?? "" };
  }
  return { key: "other", name: message };
};

/** Values that put it right at once, the old version's own first. */
export const fixesFor = (
  { field }: Problem,
  step: Place["step"],
  published: Definition | undefined,
): { value: string; own: boolean }[] => {
  if (step.kind !== "waitUntil" || field !== "max") return [];
  const old = published === undefined ? undefined : placeOf(published, step.id)?.step;
  const own = old?.kind === "waitUntil" ? [{ value: old.max, own: true }] : [];
  return [
    ...own,
    ...["P14D", "P30D"].filter((value) => value !== own[0]?.value).map((value) => ({ value, own: false })),
  ];
};
