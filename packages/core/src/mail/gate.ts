import type { Lead } from "../leads/lead.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Settings } from "../workspace/settings.ts";
import type { Instant } from "../world/world.ts";

/** `final`: waiting does not help. `until`: when it is worth asking again; absent when something has to happen first. */
export type Verdict = { open: true } | { open: false; reason: Refusal; final: boolean; until?: Instant };
export type Refusal =
  | "erased"
  | "optedOut"
  | "bounced"
  | "complained"
  | "suppressed"
  | "noConsent"
  | "openDeal"
  | "companyDeal"
  | "perDay"
  | "perWeek"
  | "workflowPerDay"
  | "quietHours"
  | "window";

export type SendRules = {
  settings: Settings;
  workflow?: string;
  window?: Calendar.Window | undefined;
  capPerDay?: number | undefined;
};

/**
 * May this lead get a mail now? The one gate of all mail (guarantee 3). It is asked in the decision that authorises the
 * mail, so the commit of that decision makes the answer true, and again before every further attempt.
 */
export const ask = (lead: Lead, now: Instant, rules: SendRules): Verdict =>
  shut(lead) ?? held(lead) ?? timed(lead, now, rules);

/** What no waiting opens: opt-out, suppression, erasure, no consent. */
export const shut = ({ gate, erased, consents }: Lead): Extract<Verdict, { open: false }> | undefined => {
  if (erased !== undefined) return never("erased");
  if (gate.suppressed !== undefined) return never(suppressedAs[gate.suppressed.reason]);
  if (gate.optedOutAt !== undefined) return never("optedOut");
  if (!consents.some(({ basis }) => basis !== "none")) return never("noConsent");
  return undefined;
};

/** An open deal of the person or of the company: sales has the word. Opens again when the deal closes. */
export const held = ({ gate }: Lead): Extract<Verdict, { open: false }> | undefined => {
  if (gate.deals.length > 0) return { open: false, reason: "openDeal", final: false };
  if ((gate.company?.open ?? 0) > 0) return { open: false, reason: "companyDeal", final: false };
  return undefined;
};

/** Frequency, quiet hours and the workflow's window; `until` is the first moment at which all of them are open. */
const timed = (lead: Lead, now: Instant, rules: SendRules): Verdict => {
  let at = now;
  let reason: Refusal | undefined;
  for (let round = 0; round < 32; round++) {
    const next = closedAt(lead, at, rules);
    if (next === undefined)
      return reason === undefined ? { open: true } : { open: false, reason, final: false, until: at };
    reason ??= next.reason;
    at = next.until;
  }
  return { open: false, reason: reason ?? "window", final: false, until: at };
};

const closedAt = (lead: Lead, at: Instant, { settings, workflow, window, capPerDay }: SendRules) => {
  const { frequency, timeZone: zone, quietHours } = settings;
  if (frequency.perDay !== undefined && mailedSince(lead, Calendar.startOfDay(at, zone)) >= frequency.perDay)
    return { reason: "perDay" as const, until: Calendar.startOfNextDay(at, zone) };
  if (frequency.perWeek !== undefined && mailedSince(lead, Calendar.startOfWeek(at, zone)) >= frequency.perWeek)
    return { reason: "perWeek" as const, until: Calendar.startOfWeek(Calendar.add(at, "P7D", zone), zone) };
  if (capPerDay !== undefined && mailedSince(lead, Calendar.startOfDay(at, zone), workflow) >= capPerDay)
    return { reason: "workflowPerDay" as const, until: Calendar.startOfNextDay(at, zone) };
  const quiet = Calendar.inQuietHours(at, quietHours, zone);
  if (!quiet.open) return { reason: "quietHours" as const, until: quiet.until };
  const allowed = Calendar.inWindow(at, settings.sendWindow ?? undefined, settings);
  if (!allowed.open) return { reason: "window" as const, until: allowed.until };
  const inside = Calendar.inWindow(at, window, settings);
  if (!inside.open) return { reason: "window" as const, until: inside.until };
  return undefined;
};

const mailedSince = ({ mails, outbox }: Lead, since: Instant, workflow?: string): number =>
  Object.values(mails).filter(
    (mail) =>
      mail.state !== "lapsed" &&
      mail.state !== "failed" &&
      mail.at >= since &&
      (workflow === undefined || mail.workflow === workflow),
  ).length + (workflow === undefined ? outbox.filter(({ kind, at }) => kind === "mail" && at >= since).length : 0);

const suppressedAs = { bounce: "bounced", complaint: "complained", erased: "erased", list: "suppressed" } as const;
const never = (reason: Refusal): Extract<Verdict, { open: false }> => ({ open: false, reason, final: true });
