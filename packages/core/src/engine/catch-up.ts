import type { Cause } from "../leads/cause.ts";
import type { Watch } from "../leads/condition.ts";
import type { Entry } from "../leads/entry.ts";
import { matches } from "../leads/evaluate.ts";
import { type Lead, stages } from "../leads/lead.ts";
import * as Points from "../scoring/score.ts";
import { occurrenceOf } from "../story/occurrences.ts";
import { current } from "./catalogue.ts";
import type { CatchUp } from "./catch-up-plan.ts";
import type { Engine } from "./engine.ts";
import { readMany } from "./lead-store.ts";
import { send } from "./message.ts";
import { afterConflict } from "./pause.ts";
import { recount } from "./recount.ts";
import { entriesOf } from "./timeline.ts";
import { work } from "./work.ts";

const PAGE = 50;

/** One page of leads. `plan` is undefined after the last one. */
export const catchUpPage = async (engine: Engine, plan: CatchUp): Promise<{ plan?: CatchUp; looked: number }> => {
  const page = await engine.world.table.listed({
    in: `leads#${plan.stage}`,
    limit: PAGE,
    ...(plan.after === undefined ? {} : { after: plan.after }),
  });
  const leads = page.items.map(({ pk }) => pk);
  if (leads.length > 0)
    if (plan.watches.length === 0 && !plan.rescore) await send(engine, [{ kind: "look", leads }]);
    else for (const lead of leads) await catchUp(engine, lead, plan);
  const { after: _, ...rest } = plan;
  if (page.next !== undefined) return { plan: { ...rest, after: page.next }, looked: leads.length };
  const stage = stages[stages.indexOf(plan.stage) + 1];
  return stage === undefined ? { looked: leads.length } : { plan: { ...rest, stage }, looked: leads.length };
};

/** Counted from what the lead was at one revision, and written only over that: what happens meanwhile must not get lost. */
const catchUp = async (engine: Engine, id: string, { watches, rescore }: CatchUp): Promise<void> => {
  const { world } = engine;
  const claim = world.ids.next("claim");
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [found] = await readMany(engine, [id], "consistent");
    if (found === undefined || "unreadable" in found || found.lead.erased !== undefined) return;
    const { lead } = found;
    const { scoring, scoringVersion, settings } = await current(engine);
    const entries = await entriesOf(engine, id);
    const cause: Cause = {
      type: "caughtUp",
      at: world.clock.now(),
      facts: remembered(entries, watches),
      ...(rescore
        ? { score: Points.trimmed(recount(lead, entries, scoring, settings.timeZone)), model: scoringVersion }
        : {}),
    };
    const [result] = await work(engine, [{ lead: id, causes: [cause], fresh: lead, with: () => [] }], claim);
    if (result?.status === "conflict") {
      await afterConflict(engine, claim, tries);
      continue;
    }
    // The queue of causes knows how to try again alone, and to park.
    if (result?.status === "failed") await send(engine, [{ kind: "cause", lead: id, cause, tries: 1 }]);
    return;
  }
  throw new Error(`Lead ${id} is fought over: it could not be counted anew`);
};
const MOST_TRIES = 10;

const remembered = (entries: Entry[], watches: Watch[]): Lead["facts"] => {
  const facts: Lead["facts"] = {};
  for (const { at, facts: said } of entries)
    for (const fact of said) {
      const occurrence = occurrenceOf(fact, at);
      if (occurrence === undefined) continue;
      for (const watch of watches) {
        if (!matches(watch, occurrence)) continue;
        const known = facts[watch.key] ?? { n: 0, at: [] };
        facts[watch.key] = {
          n: known.n + 1,
          at: [...known.at, occurrence.at].sort((a, b) => a - b).slice(-watch.keep),
        };
      }
    }
  return facts;
};
