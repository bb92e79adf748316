import type { Catalogue } from "../catalogue.ts";
import { add, dayOf, isBusinessDay, momentOf } from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { countedBetween, partsOf, sumOf } from "./daily.ts";
import type { Engine } from "./engine.ts";
import type { Need } from "./today-need.ts";

/** What went today: `byHour` `09` → mails. The rates of the week before are the usual; null until something was sent. */
export type SentToday = {
  sent: number;
  refused: number;
  bounced: number;
  complained: number;
  byHour: Record<string, number>;
  /** So far today; and a business day of the week before, null where it had none. */
  handOffs: number;
  usual: { bounceRate: number | null; complaintRate: number | null; handOffs: number | null };
};

export const sentToday = async (engine: Engine, { settings }: Catalogue, now: Instant): Promise<SentToday> => {
  const zone = settings.timeZone;
  const today = dayOf(now, zone);
  const days = await countedBetween(engine, dayOf(add(now, "-P7D", zone), zone), today);
  const before = days.filter(({ day }) => day < today);
  const here = days.filter(({ day }) => day === today);
  const sent = sumOf(before, "sent");
  const open = before.filter(({ day }) => isBusinessDay(momentOf(day, zone) ?? now, settings)).length;
  const rate = (name: string) => (sent === 0 ? null : sumOf(before, name) / sent);
  return {
    sent: sumOf(here, "sent"),
    refused: sumOf(here, "refused"),
    bounced: sumOf(here, "bounced"),
    complained: sumOf(here, "complained"),
    byHour: partsOf(here, "sent@"),
    handOffs: sumOf(here, "handedOff"),
    usual: {
      bounceRate: rate("bounced"),
      complaintRate: rate("complained"),
      handOffs: open === 0 ? null : sumOf(before, "handedOff") / open,
    },
  };
};

/** SES reviews an account at 5% bounces or 0.1% complaints, and may pause it at 10% and 0.5% (its guide to reputation). */
const LIMITS = {
  bounces: { look: 0.02, now: 0.05 },
  complaints: { look: 0.0005, now: 0.001 },
};
/** One bounce of ten mails is no trend, one complaint of a hundred is chance. */
const FEWEST = { bounces: 5, complaints: 2 };

export const sendingNeeds = ({ sent, bounced, complained, usual }: SentToday): Need[] => {
  const of = (kind: "bouncesRising" | "complaintsRising", which: "bounces" | "complaints", count: number): Need[] => {
    const rate = sent === 0 ? 0 : count / sent;
    const before = which === "bounces" ? usual.bounceRate : usual.complaintRate;
    const rises = count >= FEWEST[which] && rate >= LIMITS[which].look && rate > (before ?? 0);
    const severity = rate >= LIMITS[which].now ? "now" : "look";
    return rises ? [{ id: kind, kind, severity, count, sent, rate, usual: before }] : [];
  };
  return [...of("bouncesRising", "bounces", bounced), ...of("complaintsRising", "complaints", complained)];
};
