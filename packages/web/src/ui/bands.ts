import { defaultLines, type Lines } from "../api/workspace.ts";

export type Band = "cold" | "warm" | "hot" | "top";
export const bandOf = (total: number, lines: Lines = defaultLines): Band =>
  total >= lines.sales ? "top" : total >= lines.insideSales ? "hot" : total >= lines.warm ? "warm" : "cold";

/** The whole number to show: rounded, but never over a line that was not reached. */
export const whole = (total: number, lines: Lines = defaultLines): number => {
  const rounded = Math.round(total);
  return bandOf(rounded, lines) === bandOf(total, lines) ? rounded : Math.floor(total);
};

const families = ["fit", "form", "web", "content", "mail", "event", "sales"];
/** Families in the order in which they stack; a workspace's own come last. */
export const inOrder = (names: string[]): string[] => names.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
const rank = (name: string) => (families.includes(name) ? families.indexOf(name) : families.length);
/** Chart fill of a family. */
export const familyColour = (name: string): string =>
  families.includes(name) ? `var(--rk-family-${name})` : "var(--rk-cold)";
