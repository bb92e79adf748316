import { evaluate, type Subject } from "../leads/evaluate.ts";
import type { Trial } from "../leads/lead.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";
import type { Graph } from "./graph.ts";

/** Time that people are given to react where the hypothesis states none. */
export const USUAL_TIME = "P30D";

/** What will be learned from somebody who comes in now. Whom the hypothesis is about is judged here, and stays. */
export const trialOf = (
  { version, definition: { hypothesis } }: Graph,
  now: Instant,
  settings: Settings,
  subject: Subject,
): Trial => ({
  version,
  until: Calendar.add(now, hypothesis?.within ?? USUAL_TIME, settings.timeZone),
  ...(hypothesis?.reaction === undefined ? {} : { reaction: hypothesis.reaction }),
  ...(hypothesis?.whomWhen === undefined ? {} : { whom: evaluate(hypothesis.whomWhen, subject) }),
});
