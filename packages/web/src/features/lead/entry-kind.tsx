import {
  IconArrowBackUp,
  IconBell,
  IconBriefcase,
  IconClick,
  IconClockHour4,
  IconDoorExit,
  IconEye,
  IconFlag,
  IconFlame,
  IconForms,
  IconLogin2,
  IconMail,
  IconMailOff,
  IconPhone,
  IconShieldCheck,
  IconTag,
  IconUserCheck,
  IconUserPlus,
  IconUserShare,
  IconWebhook,
  IconWorld,
} from "@tabler/icons-react";

/** Which filter an entry answers to, its mark, and the colour of its ring. */
export const filters = ["all", "score", "mail", "sales"] as const;
export type Filter = (typeof filters)[number];
type Kind = { filter: Exclude<Filter, "all"> | "other"; icon: typeof IconMail; colour: string };

const family = (name: string) => `var(--rk-family-${name})`;
const quiet = "var(--rk-line2)";
const exact: Record<string, Kind> = {
  "score.changed": { filter: "score", icon: IconFlame, colour: "var(--rk-hot)" },
  "fit.changed": { filter: "score", icon: IconFlame, colour: family("fit") },
  "form.submitted": { filter: "score", icon: IconForms, colour: family("form") },
  "event.tracked": { filter: "score", icon: IconWorld, colour: family("web") },
  "mail.clicked": { filter: "mail", icon: IconClick, colour: family("mail") },
  "mail.opened": { filter: "mail", icon: IconEye, colour: quiet },
  "mail.sent": { filter: "mail", icon: IconMail, colour: family("mail") },
  "mail.delivered": { filter: "mail", icon: IconMail, colour: quiet },
  "mail.authorised": { filter: "mail", icon: IconMail, colour: quiet },
  "lead.optedOut": { filter: "mail", icon: IconMailOff, colour: "var(--rk-danger)" },
  "lead.suppressed": { filter: "mail", icon: IconMailOff, colour: "var(--rk-danger)" },
  "consent.given": { filter: "mail", icon: IconShieldCheck, colour: "var(--rk-ok)" },
  "call.noted": { filter: "sales", icon: IconPhone, colour: family("sales") },
  "handoff.opened": { filter: "sales", icon: IconUserShare, colour: "var(--rk-hot)" },
  "handoff.raised": { filter: "sales", icon: IconUserShare, colour: "var(--rk-top)" },
  "handoff.accepted": { filter: "sales", icon: IconUserCheck, colour: "var(--rk-ok)" },
  "handoff.returned": { filter: "sales", icon: IconArrowBackUp, colour: "var(--rk-warm)" },
  "enrolment.entered": { filter: "other", icon: IconLogin2, colour: "var(--rk-ai)" },
  "enrolment.pending": { filter: "other", icon: IconClockHour4, colour: quiet },
  "enrolment.left": { filter: "other", icon: IconDoorExit, colour: quiet },
  "goal.reached": { filter: "other", icon: IconFlag, colour: family("event") },
  "lead.captured": { filter: "other", icon: IconUserPlus, colour: "var(--rk-ai)" },
};
const byNoun: Record<string, Kind> = {
  mail: { filter: "mail", icon: IconMailOff, colour: quiet },
  handoff: { filter: "sales", icon: IconUserShare, colour: quiet },
  deal: { filter: "sales", icon: IconBriefcase, colour: family("sales") },
  company: { filter: "sales", icon: IconBriefcase, colour: quiet },
  notify: { filter: "other", icon: IconBell, colour: quiet },
  webhook: { filter: "other", icon: IconWebhook, colour: quiet },
  enrolment: { filter: "other", icon: IconLogin2, colour: quiet },
};

export const kindOf = (type: string): Kind =>
  exact[type] ?? byNoun[type.split(".")[0] ?? ""] ?? { filter: "other", icon: IconTag, colour: quiet };

/** Steps of the machinery that say nothing about the person; only among "all" once they are asked for. */
export const isQuiet = (type: string): boolean =>
  [
    "mail.authorised",
    "mail.delivered",
    "step.reached",
    "outcome.reached",
    "company.seen",
    "notify.asked",
    "webhook.asked",
  ].includes(type);
