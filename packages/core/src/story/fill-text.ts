import type { Enrolment, Lead } from "../leads/lead.ts";

/** `{{ lead.name }}` and the like in texts for people inside; unknown or empty ones become nothing. */
export const fillText = (text: string, lead: Lead, { deal, workflow }: Pick<Enrolment, "deal" | "workflow">): string =>
  text.replace(/\{\{\s*([a-z]+)\.([A-Za-z0-9_.]+)\s*\}\}/g, (_, scope: string, path: string) => {
    if (scope === "workflow") return path === "id" ? workflow : "";
    if (scope === "deal") return textOf(Object.entries(deal ?? {}).find(([key]) => key === path)?.[1]);
    if (scope !== "lead") return "";
    if (path.startsWith("attributes.")) return textOf(lead.attributes[path.slice("attributes.".length)]);
    const { email, name, company, id } = lead;
    return textOf(Object.entries({ email, name, company: company?.name, id }).find(([key]) => key === path)?.[1]);
  });

const textOf = (value: unknown): string =>
  Array.isArray(value)
    ? value.join(", ")
    : typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : "";
