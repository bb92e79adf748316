import type { Condition, Scalar } from "../../api/definition.ts";
import type { FitRule, SignalRule } from "../../api/scoring.ts";

/**
 * What a rule asks, as a person thinks of it: pages by parts of their address, forms by their name, calls by what was heard. Any other
 * condition is `free`: it is shown in words and written as JSON.
 */
export type Shape =
  | { kind: "any" }
  | { kind: "page" | "otherPage" | "form" | "otherForm"; values: string[] }
  | { kind: "chip"; chip: string; value: Scalar }
  | { kind: "outcome"; value: string }
  | { kind: "free"; when: Condition };

export const shapeOf = ({ on, when }: Pick<SignalRule, "on" | "when">): Shape => {
  if (when === undefined) return { kind: "any" };
  if (on === "page.viewed") {
    const values = partsOf(when);
    if (values !== undefined) return { kind: "page", values };
    const others = when.not === undefined ? undefined : partsOf(when.not);
    if (others !== undefined) return { kind: "otherPage", values: others };
  }
  if (on === "form.submitted") {
    const values = among(when, "event.source");
    if (values !== undefined) return { kind: "form", values };
    const others = when.not === undefined ? undefined : among(when.not, "event.source");
    if (others !== undefined) return { kind: "otherForm", values: others };
  }
  if (on === "call.noted" && when.eq !== undefined && Object.keys(when).length === 2) {
    const chip = /^event\.chips\.(\w+)$/.exec(when.field ?? "")?.[1];
    if (chip !== undefined) return { kind: "chip", chip, value: when.eq };
    if (when.field === "event.outcome") return { kind: "outcome", value: String(when.eq) };
  }
  return { kind: "free", when };
};

export const whenOf = (shape: Shape): { when?: Condition } => {
  switch (shape.kind) {
    case "any":
      return {};
    case "page":
      return { when: inAddress(shape.values) };
    case "otherPage":
      return { when: { not: inAddress(shape.values) } };
    case "form":
      return { when: sources(shape.values) };
    case "otherForm":
      return { when: { not: sources(shape.values) } };
    case "chip":
      return { when: { field: `event.chips.${shape.chip}`, eq: shape.value } };
    case "outcome":
      return { when: { field: "event.outcome", eq: shape.value } };
    case "free":
      return { when: shape.when };
    default:
      return shape satisfies never;
  }
};

/** `any` of `event.path contains x` and `event.url contains x`, for the same texts. */
const partsOf = (when: Condition): string[] | undefined => {
  if (when.any === undefined) return undefined;
  const texts = when.any.map(({ field, contains, ...rest }) =>
    (field === "event.path" || field === "event.url") && typeof contains === "string" && Object.keys(rest).length === 0
      ? contains
      : undefined,
  );
  return texts.some((text) => text === undefined) ? undefined : [...new Set(texts.flatMap((text) => text ?? []))];
};
const inAddress = (values: string[]): Condition => ({
  any: values.flatMap((contains) => [
    { field: "event.path", contains },
    { field: "event.url", contains },
  ]),
});

const among = (when: Condition, field: string): string[] | undefined => {
  if (when.field !== field || Object.keys(when).length !== 2) return undefined;
  if (when.eq !== undefined) return [String(when.eq)];
  return when.in?.map(String);
};
const sources = (values: string[]): Condition => {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0
    ? { field: "event.source", eq: only }
    : { field: "event.source", in: values };
};

/** A fit rule about one field; `contains`: any of these texts. */
export type FitShape =
  | { kind: "in"; field: string; values: string[] }
  | { kind: "contains"; field: string; values: string[] }
  | { kind: "from"; field: string; least: number }
  | { kind: "free"; when: Condition };

export const fitShapeOf = ({ when }: Pick<FitRule, "when">): FitShape => {
  const { field = "" } = when;
  const plain = Object.keys(when).length === 2 && field !== "";
  if (plain && when.in !== undefined) return { kind: "in", field, values: when.in.map(String) };
  if (plain && typeof when.eq === "string") return { kind: "in", field, values: [when.eq] };
  if (plain && typeof when.contains === "string") return { kind: "contains", field, values: [when.contains] };
  if (plain && when.gte !== undefined) return { kind: "from", field, least: when.gte };
  const [first] = when.any ?? [];
  const same = when.any?.every(
    (one) => one.field === first?.field && typeof one.contains === "string" && Object.keys(one).length === 2,
  );
  return same === true && first?.field !== undefined
    ? { kind: "contains", field: first.field, values: (when.any ?? []).map(({ contains }) => String(contains)) }
    : { kind: "free", when };
};

export const fitWhenOf = (shape: FitShape): Condition => {
  switch (shape.kind) {
    case "in":
      return { field: shape.field, in: shape.values };
    case "contains":
      return { any: shape.values.map((contains) => ({ field: shape.field, contains })) };
    case "from":
      return { field: shape.field, gte: shape.least };
    case "free":
      return shape.when;
    default:
      return shape satisfies never;
  }
};
