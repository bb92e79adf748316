import { Temporal } from "temporal-polyfill";
import type { DealFacts, Lead } from "../leads/lead.ts";
import type { Settings } from "../workspace/settings.ts";

/** What a mail needs of a lead; a whole record will do. */
export type Addressee = Pick<Lead, "id" | "email" | "attributes"> & {
  name?: string | undefined;
  company?: { name: string } | undefined;
};
export type About = { lead: Addressee; deal?: DealFacts | undefined; settings: Settings };

/** The variables of a mail. What is empty is absent, so that `{% if lead.company %}` and `default` do what one expects. */
export const dataOf = ({ lead, deal, settings }: About): Record<string, unknown> => ({
  lead: filled({
    email: lead.email,
    name: lead.name,
    company: lead.company?.name,
    attributes: filled(lead.attributes),
  }),
  deal: deal === undefined ? {} : filled({ ...deal, closedAt: closedOn(deal, settings) }),
  sender: filled(settings.sender),
  footer: filled(settings.footer),
});

const filled = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined));

const closedOn = ({ closedAt }: DealFacts, { timeZone, language }: Settings): string | undefined => {
  if (closedAt === undefined) return undefined;
  const date = Temporal.Instant.fromEpochMilliseconds(closedAt).toZonedDateTimeISO(timeZone).toPlainDate();
  return language === "ja" ? `${date.year}年${date.month}月${date.day}日` : date.toString();
};
