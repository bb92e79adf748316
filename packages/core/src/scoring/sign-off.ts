import type { Instant } from "../world/world.ts";
import type { ScoringModel } from "./model.ts";

/** The lines are a treaty between two departments: whoever gets the leads agrees, and whoever gives them. */
export const departments = ["marketing", "sales"] as const;
export type Department = (typeof departments)[number];
export type SignOff = { department: Department; person: string; by: string; at: Instant };

type Lines = Pick<ScoringModel, "lines">;
export const sameLines = ({ lines: a }: Lines, { lines: b }: Lines): boolean =>
  a.warm === b.warm && a.insideSales === b.insideSales && a.sales === b.sales;

/** Who must still agree before this model may run. */
export const missing = (model: Lines, running: Lines, signedOff: readonly SignOff[]): Department[] =>
  sameLines(model, running)
    ? []
    : departments.filter((department) => !signedOff.some((sign) => sign.department === department));
