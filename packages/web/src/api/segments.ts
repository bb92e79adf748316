import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../api.ts";
import type { Condition } from "./definition.ts";
import type { Lead, LeadFilter } from "./leads.ts";

export type Segment = { id: string; name: string; when: Condition; updatedAt: string };
export const segmentsQuery = queryOptions({
  queryKey: ["segments"],
  queryFn: ({ signal }) => api.get<Page<Segment>>("/v1/segments?limit=200", signal),
  staleTime: 10_000,
});

/** How many it finds now. `unknown`: events whose past is counted once it is saved. */
export type Count = {
  people: number;
  mailable: number;
  looked: number;
  all: boolean;
  sample: Lead[];
  unknown: string[];
};
export const countQuery = (when: Condition | undefined, filter?: LeadFilter) =>
  queryOptions({
    queryKey: ["segments", "count", when, filter],
    queryFn: () =>
      api.post<Count>("/v1/segments/count", {
        ...(when === undefined ? {} : { when }),
        ...(filter === undefined ? {} : { filter }),
      }),
    staleTime: 5_000,
  });

export const saveSegment = (id: string | undefined, body: { name: string; when: Condition }) =>
  id === undefined
    ? api.post<Segment>("/v1/segments", body)
    : api.put<Segment>(`/v1/segments/${encodeURIComponent(id)}`, body);
export const removeSegment = (id: string) => api.remove<unknown>(`/v1/segments/${encodeURIComponent(id)}`);
