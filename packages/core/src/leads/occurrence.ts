import type { Instant } from "../world/world.ts";
import type { AttributeValue } from "./lead.ts";

/**
 * Something that happened, as scoring, triggers and conditions see it: `mail.clicked`, `form.submitted`, `call.noted`, or
 * `event.tracked` with its own name. A condition's `event` matches the type or, for `event.tracked`, the name.
 */
export type Occurrence = {
  type: string;
  at: Instant;
  name?: string;
  template?: string;
  source?: string;
  /** What `event.<property>` reads: url, outcome, chips.interest … */
  properties: Record<string, AttributeValue>;
};
