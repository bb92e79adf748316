import { queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";

/** Something that somebody has to do for a lead. `name` and `company` are the lead's, in the list of everybody's. */
export type Task = {
  id: string;
  leadId: string;
  kind: "callback" | "task";
  text?: string;
  dueAt: string;
  owner?: string;
  createdAt: string;
  by?: string;
  doneAt?: string;
  name?: string;
  company?: string;
};
const at = (lead: string, rest = "") => `/v1/leads/${encodeURIComponent(lead)}/tasks${rest}`;

export const leadTasksQuery = (lead: string) =>
  queryOptions({
    queryKey: ["lead", lead, "tasks"],
    queryFn: ({ signal }) => api.get<Page<Task>>(at(lead), signal),
  });
/** Open ones of everybody, soonest due first. */
export const openTasksQuery = (filter: { owner?: string; until?: string } = {}) =>
  queryOptions({
    queryKey: ["tasks", filter],
    queryFn: ({ signal }) => api.get<Page<Task>>(withParams("/v1/tasks", filter), signal),
    refetchInterval: 15_000,
  });

export const addTask = (lead: string, task: { kind: Task["kind"]; text?: string; dueAt: string; owner?: string }) =>
  api.post<Task>(at(lead), task);
export const changeTask = (
  task: Pick<Task, "id" | "leadId">,
  change: { done?: boolean; dueAt?: string; text?: string },
) => api.patch<Task>(at(task.leadId, `/${encodeURIComponent(task.id)}`), change);
export const removeTask = (task: Pick<Task, "id" | "leadId">) =>
  api.remove<unknown>(at(task.leadId, `/${encodeURIComponent(task.id)}`));
