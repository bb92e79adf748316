import type { Fact } from "../leads/entry.ts";
import { dayMs, wallOf } from "../workspace/zone.ts";
import type { Instant } from "../world/world.ts";

/** What a fact adds to its day's counter of the workspace: `sent`, and by hour `sent@09`; `returned`, and by reason `returned@tooEarly` … */
export const dailyOf = (fact: Fact, at: Instant, zone: string): string[] => {
  switch (fact.type) {
    case "mail.sent":
      return ["sent", `sent@${hourOf(at, zone)}`];
    case "handoff.returned":
      return ["returned", `returned@${fact.reason}`];
    case "handoff.closed":
      return fact.state === "deal" ? ["meetings"] : [];
    case "outcome.reached":
      return fact.what === "handedOff" ? [`handedOff@${fact.workflow}`] : [];
    default: {
      const name = names[fact.type];
      return name === undefined ? [] : [name];
    }
  }
};
const names: Partial<Record<Fact["type"], string>> = {
  "lead.captured": "captured",
  "mail.refused": "refused",
  "mail.delivered": "delivered",
  "mail.clicked": "clicked",
  "mail.bounced": "bounced",
  "mail.complained": "complained",
  "lead.optedOut": "optedOut",
  "handoff.opened": "handedOff",
  "handoff.accepted": "accepted",
  "deal.opened": "dealsOpened",
  "deal.won": "dealsWon",
  "deal.lost": "dealsLost",
};

/** `09` */
export const hourOf = (at: Instant, zone: string): string =>
  String(Math.floor((((wallOf(at, zone) % dayMs) + dayMs) % dayMs) / 3_600_000)).padStart(2, "0");
