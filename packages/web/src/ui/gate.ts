import type { Lead } from "../api/leads.ts";

/** What keeps mail from the lead, the strongest reason first; undefined: mail may go. */
export type Gate = "erased" | "optedOut" | "suppressed" | "openDeal" | "noConsent";
export const gateOf = ({ gate, erased, consents }: Lead): Gate | undefined => {
  if (erased === true) return "erased";
  if (gate.optedOut) return "optedOut";
  if (gate.suppressed) return "suppressed";
  if (gate.openDeals > 0) return "openDeal";
  if (consents !== undefined && !consents.some(({ basis }) => basis !== "none")) return "noConsent";
  return undefined;
};

/** An attribute as text; empty when it is missing. */
export const attribute = (lead: Pick<Lead, "attributes"> | undefined, name: string): string => {
  const value = lead?.attributes[name];
  return value === undefined ? "" : Array.isArray(value) ? value.join(", ") : String(value);
};
