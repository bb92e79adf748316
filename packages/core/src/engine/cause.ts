import type { Cause } from "../leads/cause.ts";
import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Engine } from "./engine.ts";
import { type Result, work } from "./work.ts";

/** One cause for one known lead, now, for callers who wait for the answer. Undefined: no such lead. */
export const happen = async (engine: Engine, lead: string, cause: Cause): Promise<Happened | undefined> => {
  const [result] = await work(engine, [{ lead, causes: [cause] }]);
  const answer = answerOf(result);
  if (answer === "conflict") throw new Error("The lead could not be committed");
  return answer;
};

export type Happened = { lead: Lead; entries: Entry[] };
export const answerOf = (result: Result | undefined): Happened | "conflict" | undefined => {
  switch (result?.status) {
    case "done":
      return { lead: result.record, entries: result.entries };
    case "missing":
      return undefined;
    case "failed":
      throw result.error;
    default:
      return "conflict";
  }
};
