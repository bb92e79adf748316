import type { Lead } from "../leads/lead.ts";
import { sendersOf, type Why, whyMailOf, whyWorkflow } from "../story/why.ts";
import { given } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { page, type TimelineItem } from "./timeline.ts";

/** The newest entries are looked through for what was said of the mail. */
const LOOKED_AT = 200;

/** Why a mail was sent or not: what happened, if anything did; else the rule that stands before it now. The first one decides. */
export const whyMail = async (engine: Engine, lead: Lead, template: string): Promise<Why[]> => {
  const known = await given(engine, [lead], "why");
  const { items } = await page(engine, lead, LOOKED_AT);
  const told = items.flatMap((item) => happened(item, template));
  const senders = sendersOf(template, known);
  const now = senders.map((workflow) => whyMailOf(lead, workflow, template, known));
  // Somebody inside is nearer to the mail than anybody outside.
  const byNearness = now.toSorted((a, b) => Number(b.verdict === "waiting") - Number(a.verdict === "waiting"));
  const sent = told.find(({ verdict }) => verdict === "yes");
  if (sent !== undefined) return [sent, ...byNearness.filter(({ verdict }) => verdict === "waiting")];
  const isWaiting = byNearness[0]?.verdict === "waiting";
  const all = isWaiting ? [...byNearness, ...told.slice(0, 1)] : [...told.slice(0, 1), ...byNearness];
  return all.length > 0 ? all : [{ verdict: "no", rule: "nobodySends", facts: {} }];
};

export const whyInside = async (engine: Engine, lead: Lead, workflow: string): Promise<Why[]> => [
  whyWorkflow(lead, workflow, await given(engine, [lead], "why")),
];

const happened = (item: TimelineItem, template: string): Why[] => {
  if (!("template" in item) || item.template !== template) return [];
  const { at } = item;
  switch (item.type) {
    case "mail.sent":
      return [{ verdict: "yes", rule: "sent", at, ...placeOf(item), facts: subjectOf(item.subject) }];
    case "mail.refused":
      return [
        {
          verdict: "no",
          rule: item.reason,
          at,
          ...placeOf(item),
          facts: {},
          ...(item.until === undefined ? {} : { until: item.until }),
        },
      ];
    case "mail.withdrawn":
    case "mail.lapsed":
    case "mail.failed":
      return [{ verdict: "no", rule: item.type, at, ...placeOf(item), facts: { reason: item.reason } }];
    default:
      return [];
  }
};

const placeOf = ({ workflow, version, step }: { workflow: string; version: number; step: string }) => ({
  workflow,
  version,
  step,
});
const subjectOf = (subject: string | undefined): Record<string, string> => (subject === undefined ? {} : { subject });
