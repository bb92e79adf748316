import { queryOptions } from "@tanstack/react-query";
import { api } from "../api.ts";
import type { Words } from "./workspace.ts";

/** What conditions and steps may name; `people` = how many of the `looked` at leads have it. */
export type FieldWord = { field: string; kind: "text" | "number" | "list" | "any"; values: string[]; people: number };
export type EventWord = { event: string; by?: "template" | "source" | "name"; people: number };
export type Vocabulary = {
  fields: FieldWord[];
  events: EventWord[];
  tags: { name: string; people: number }[];
  lists: { name: string; people: number }[];
  sources: { id: string; name: Words }[];
  templates: { id: string; name: Words; subject: string; version?: number }[];
  workflows: { id: string; name: Words }[];
  signals: { id: string; label: Words; family: string }[];
  families: string[];
  channels: string[];
  reps: { id: string; name: string }[];
  looked: number;
  all: boolean;
};
export const vocabularyQuery = queryOptions({
  queryKey: ["vocabulary"],
  queryFn: ({ signal }) => api.get<Vocabulary>("/v1/vocabulary", signal),
  staleTime: 30_000,
});

/** A mail as a made-up person would get it. */
export const mailPreviewQuery = (template: string) =>
  queryOptions({
    queryKey: ["template", template, "preview"],
    queryFn: () =>
      api.post<{ subject: string; html: string; text: string }>(
        `/v1/templates/${encodeURIComponent(template)}/preview`,
        {},
      ),
    staleTime: 10_000,
  });
