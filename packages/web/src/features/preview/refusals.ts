import type { PreviewRun } from "../../api/preview.ts";

/** Reasons for which a mail waits for a better hour. It goes later, so it is no refusal. */
export const timed = ["quietHours", "window", "perDay", "perWeek", "workflowPerDay"];

/** Why mail does not go at all: at the door, and at each mail. Waiting for a better hour is no refusal. */
export const merged = ({ refusals, refusedEntry }: PreviewRun): Record<string, number> => {
  const all: Record<string, number> = { ...refusedEntry };
  for (const [reason, count] of Object.entries(refusals))
    if (!timed.includes(reason)) all[reason] = (all[reason] ?? 0) + count;
  return all;
};
