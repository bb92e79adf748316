import { getRouteApi } from "@tanstack/react-router";
import type { LeadFilter } from "../../api/leads.ts";

const route = getRouteApi("/leads");

/** Whom the list shows, as the URL says it, and how to change that. What is set to undefined goes. */
export const useFilter = () => {
  const { q, stage, owner, tag, list, company, segment } = route.useSearch();
  const navigate = route.useNavigate();
  const filter: LeadFilter = { q, stage, owner, tag, list, company, segment };
  return {
    filter,
    isNarrowed: Object.values(filter).some((value) => value !== undefined),
    set: (change: LeadFilter) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
    clear: () => void navigate({ search: ({ cols, job }) => ({ cols, job }) }),
  };
};
