import { defaultLines, type Lines } from "../api/workspace.ts";

export type Band = "cold" | "warm" | "hot" | "top";
export const bandOf = (total: number, lines: Lines = defaultLines): Band =>
  total >= lines.sales ? "top" : total >= lines.insideSales ? "hot" : total >= lines.warm ? "warm" : "cold";

const families = ["fit", "form", "web", "content", "mail", "event", "sales"];
/** Families in the order in which they stack; a workspace's own come last. */
export const inOrder = (names: string[]): string[] =>
  names.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
const rank = (name: string) => (families.includes(name) ? families.indexOf(name) : families.length);
/** Chart fill of a family. */
export const familyColour = (name: string): string =>
  families.includes(name) ? `var(--rk-family-${name})` : "var(--rk-cold)";
