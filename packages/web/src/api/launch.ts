import { queryOptions } from "@tanstack/react-query";
import { api } from "../api.ts";
import type { Definition, Fault } from "./definition.ts";
import { at, type StepRef } from "./workflows.ts";

export type Review = {
  from?: number;
  to: number;
  before?: Definition;
  after: Definition;
  changes: {
    added: StepRef[];
    removed: StepRef[];
    changed: (StepRef & { fields: string[] })[];
    moved: StepRef[];
    frame: string[];
  };
  staying: { version: number; people: number }[];
};

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "changes"],
    queryFn: ({ signal }) => api.get<Review>(at(id, "/changes"), signal),
    staleTime: 0,
  });

export type Population = { people?: number; mailable: number; looked: number; all: boolean };

export type MailCheck = {
  id: string;
  state: "published" | "waiting" | "broken" | "missing";
  problems: { path: string; message: string }[];
  bare: { variable: string; lacking: number }[];
  placeholders: string[];
};

export type LaunchChecks = {
  problems: Fault[];
  warnings: Fault[];
  mails: MailCheck[];
  law: string[];
  loop: string[];
  population: Population;
};

export const checksQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "checks"],
    queryFn: ({ signal }) => api.get<LaunchChecks>(at(id, "/checks"), signal),
    staleTime: 0,
  });

/** With its mails that say something new, and with those who match already but would not come in by themselves. */
/** `perDay`: whoever stands at the door begins over business days, so many a day. */
export const publish = (id: string, { people, perDay }: { people: boolean; perDay?: number }) =>
  api.post<{ version: number; job?: string; people?: number }>(at(id, "/publish"), {
    mails: true,
    people,
    ...(perDay === undefined ? {} : { perDay }),
  });
