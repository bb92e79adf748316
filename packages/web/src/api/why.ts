import { queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Condition, Trigger } from "./definition.ts";
import type { Attribute } from "./leads.ts";

/** The rule that decided, what it looked at, and when it may be otherwise. */
export type Why = {
  verdict: "yes" | "waiting" | "no";
  rule: string;
  at?: string;
  until?: string;
  workflow?: string;
  version?: number;
  step?: string;
  facts: Record<string, string | number>;
  failing?: { when: Condition; value?: Attribute };
  triggers?: Trigger[];
};
/** Of a mail, or of a workflow: the rule that decided comes first. */
export type Asked = { template: string } | { workflow: string };
export const whyQuery = (lead: string, asked: Asked) =>
  queryOptions({
    queryKey: ["lead", lead, "why", asked],
    queryFn: ({ signal }) =>
      api.get<Page<Why>>(withParams(`/v1/leads/${encodeURIComponent(lead)}/why`, { ...asked }), signal),
    staleTime: 0,
  });
