import type { Deal } from "@rekindle/core/deals/deal";
import { outward } from "./iso.ts";

/** A deal as the API shows it. */
export const dealView = ({ amount, currency, companies, origin: _, ...deal }: Deal) => ({
  ...asRecord(outward(deal)),
  company: companies[0]?.name ?? null,
  companies,
  ...(amount === undefined ? {} : { amount: { amount, currency: currency ?? "JPY" } }),
});

export const asRecord = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
