import type { Check } from "../../api/mails.ts";
import type { Mark } from "./code-pane.tsx";
import type { CheckWords } from "./use-check-words.ts";
import type { Wrong } from "./use-look.ts";

/** Lines of each part at which there is something to look at. */
export const marksOf = (wrong: Wrong[], checks: Check[], words: CheckWords): Record<string, Mark[]> => {
  const marks: Record<string, Mark[]> = {};
  const add = (path: string, mark: Mark) => {
    marks[path] = [...(marks[path] ?? []), mark];
  };
  for (const { path, line = 1, message } of wrong) add(path, { line, tone: "stop", message: words.wrong(message) });
  for (const { state, places } of checks) {
    if (state === "ok") continue;
    for (const place of places)
      if (place.line !== undefined) add(place.path, { line: place.line, tone: state, message: words.place(place) });
  }
  return marks;
};
