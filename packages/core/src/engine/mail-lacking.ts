import { askedOf, lacks } from "../mail/bare.ts";
import { shut } from "../mail/gate.ts";
import type { Engine } from "./engine.ts";
import { everybody } from "./population.ts";

/** Who would get a mail with a hole, or its fallback: among those who may get mail at all. `leads`: the first of them. */
export type Lacking = { variable: string; people: number; leads: string[] };

const MOST_LOOKED_AT = 2_000;
const MOST_NAMED = 50;

export const lackingOf = async (
  engine: Engine,
  variables: readonly string[],
): Promise<{ lacking: Lacking[]; looked: number; all: boolean }> => {
  const lacking = askedOf(variables).map((variable): Lacking => ({ variable, people: 0, leads: [] }));
  if (lacking.length === 0) return { lacking, looked: 0, all: true };
  let looked = 0;
  for await (const leads of everybody(engine)) {
    if (looked >= MOST_LOOKED_AT) return { lacking, looked, all: false };
    for (const lead of leads) {
      if (shut(lead) !== undefined) continue;
      looked += 1;
      for (const found of lacking) {
        if (!lacks(lead, found.variable)) continue;
        found.people += 1;
        if (found.leads.length < MOST_NAMED) found.leads.push(lead.id);
      }
    }
  }
  return { lacking, looked, all: true };
};
