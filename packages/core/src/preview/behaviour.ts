import * as z from "zod";
import type { Cause } from "../leads/cause.ts";
import type { FactOf } from "../leads/entry.ts";
import type { Lead } from "../leads/lead.ts";
import { spread } from "../workflows/split.ts";
import type { Instant } from "../world/world.ts";

/** What people are assumed to do with a mail: shares from 0 to 1. The same run gives the same people the same habits. */
export const Behaviour = z.object({
  click: z.number().min(0).max(1).default(0.08),
  optOut: z.number().min(0).max(1).default(0.002),
  bounce: z.number().min(0).max(1).default(0.005),
  seed: z.string().default("1"),
});
export type Behaviour = z.infer<typeof Behaviour>;
export const silent: Behaviour = { click: 0, optOut: 0, bounce: 0, seed: "1" };

const HOUR_MS = 3_600_000;

/** What this lead does with this mail, and how long after it was sent. */
export const reactions = (
  behaviour: Behaviour,
  { id }: Lead,
  { mail, template, templateVersion }: FactOf<"mail.sent">,
  sentAt: Instant,
): { after: number; cause: Cause }[] => {
  const chance = (what: string): number => spread(`${behaviour.seed}/${id}/${mail}/${what}`);
  const found: { after: number; cause: Cause }[] = [];
  if (chance("bounce") < behaviour.bounce) {
    const at = sentAt + 2_000;
    return [
      {
        after: 2_000,
        cause: {
          type: "mailEvent",
          id: `${mail}:bounced`,
          mail,
          at,
          event: { kind: "bounced", bounce: "permanent", reason: "assumed" },
          occurredAt: at,
        },
      },
    ];
  }
  if (chance("click") < behaviour.click) {
    const after = Math.round((0.2 + chance("when") * 30) * HOUR_MS);
    const at = sentAt + after;
    found.push({
      after,
      cause: {
        type: "clicked",
        id: `${mail}:click`,
        mail,
        template,
        templateVersion,
        link: 1,
        url: "",
        at,
        evidence: { method: "GET", occurredAt: at },
      },
    });
  }
  if (chance("optOut") < behaviour.optOut) {
    const after = Math.round((0.1 + chance("then") * 10) * HOUR_MS);
    found.push({ after, cause: { type: "optedOut", id: `${mail}:optOut`, via: "link", mail, at: sentAt + after } });
  }
  return found;
};
