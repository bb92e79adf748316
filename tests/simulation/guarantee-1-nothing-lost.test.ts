import type { DatabaseSync } from "node:sqlite";
import { totalAt } from "@rekindle/core/scoring/score";
import { beforeAll, describe, expect, test } from "vitest";
import { mayumi, playBrochureStory, prepareBrochureStory } from "../support/brochure-story.ts";
import { copyOf, everyFault, type Fault, type Faults, faults, onlyAt } from "../support/faults.ts";
import { hardTimes, unrest } from "../support/hard-times.ts";
import { lab } from "../support/lab.ts";

let prepared: DatabaseSync;
let undisturbed: Awaited<ReturnType<typeof play>>;
let calls: string[];

test("x", async () => {
  const made = await lab();
  await prepareBrochureStory(made);
  prepared = copyOf(made.db);
  const none = faults(() => undefined);
  console.time("one");
  undisturbed = await play(none);
  console.timeEnd("one");
  calls = none.calls;
  console.log(calls.length, JSON.stringify(calls), undisturbed);
  for (const fault of everyFault) {
    console.time(fault);
    for (let n = 0; n < calls.length; n++) {
      try { 
      const got = await play(faults(onlyAt(n, fault)));
      if (JSON.stringify(got) !== JSON.stringify(undisturbed)) console.log(fault, n, calls[n], JSON.stringify(got));
      } catch (e) { console.log("ERR", fault, n, calls[n], e); }
    }
    console.timeEnd(fault);
  }
}, 300000);

const play = async (given: Faults) => {
  const times = await hardTimes(prepared, given);
  try {
    await playBrochureStory(times);
    const now = times.now();
    const lead = await now.lead(mayumi);
    return {
      mails: now.outbox(mayumi).map(({ subject }) => subject),
      facts: (await now.types(mayumi)).sort(),
      score: Math.round(totalAt(lead.score, now.clock.now())),
      handoff: lead.handoff?.state,
      unrest: unrest(now, lead),
    };
  } finally {
    await times.close();
  }
};
