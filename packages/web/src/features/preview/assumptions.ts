import type { Definition } from "../../api/definition.ts";
import { type Behaviour, runPreview } from "../../api/preview.ts";
import type { VersionReport } from "../../api/report.ts";

export const spans = [14, 30, 45, 60, 90] as const;
export const reactions = ["usual", "keen", "quiet", "actual"] as const;
export type Reaction = (typeof reactions)[number];

/** What people are assumed to do: shares of the mails that were sent. */
const assumed: Record<Exclude<Reaction, "actual">, Behaviour> = {
  usual: { click: 0.08, optOut: 0.002, bounce: 0.005 },
  keen: { click: 0.2, optOut: 0.002, bounce: 0.005 },
  quiet: { click: 0.03, optOut: 0.004, bounce: 0.01 },
};

/** Too few mails say nothing yet. */
const ENOUGH = 50;

/** What people did with the running version's mails. Undefined: it has not sent enough to say. */
export const actualOf = (report: VersionReport | undefined): Behaviour | undefined => {
  const sum = (key: "sent" | "clicked" | "delivered") =>
    (report?.steps ?? []).reduce((total, step) => total + (step[key] ?? 0), 0);
  const sent = sum("sent");
  if (report === undefined || sent < ENOUGH) return undefined;
  return {
    click: Math.min(1, sum("clicked") / sent),
    optOut: Math.min(1, (report.left["optedOut"] ?? 0) / sent),
    bounce: Math.min(1, ((report.left["bounce"] ?? 0) + (report.left["bounced"] ?? 0)) / sent),
  };
};

export const behaviourOf = (reaction: Reaction, actual: Behaviour | undefined): Behaviour =>
  reaction === "actual" ? (actual ?? assumed.usual) : assumed[reaction];

/** So many people at most: an answer within two seconds. */
const MOST = 1_000;
const PATHS = 40;

export const run = (
  workflow: string,
  {
    days,
    real,
    behaviour,
    definition,
  }: { days: number; real: boolean; behaviour: Behaviour; definition?: Definition | undefined },
) =>
  runPreview({
    workflow,
    days,
    sample: real ? MOST : 200,
    ...(real ? { among: "now" as const } : {}),
    ...(definition === undefined ? {} : { definition }),
    behaviour,
    paths: PATHS,
  });
