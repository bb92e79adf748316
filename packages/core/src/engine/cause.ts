import type { Cause } from "../leads/cause.ts";
import type { Entry } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import type { Engine } from "./engine.ts";
import { work } from "./work.ts";

/** One cause for one known lead, now, for callers who wait for the answer. Undefined: no such lead. */
export const happen = async (
  engine: Engine,
  lead: string,
  cause: Cause,
): Promise<{ lead: Lead; entries: Entry[] } | undefined> => {
  const [result] = await work(engine, [{ lead, causes: [cause] }]);
  switch (result?.status) {
    case "done":
      return { lead: result.record, entries: result.entries };
    case "missing":
      return undefined;
    case "failed":
      throw result.error;
    default:
      throw new Error("The lead could not be committed");
  }
};
