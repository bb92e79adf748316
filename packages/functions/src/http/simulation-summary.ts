import type { Engine } from "@rekindle/core/engine/engine";
import { findMany } from "@rekindle/core/engine/lead-store";
import type { SimulatedPath } from "@rekindle/core/preview/simulate";
import { outward } from "./iso.ts";

/** What became of people, in the order in which it is asked. */
const groups = ["handedOff", "heldBack", "reacted", "optedOut", "silent"] as const;
type Group = (typeof groups)[number];

/** Sums over the people of a preview, and some of their paths by what became of them, with their names. */
export const summary = async (engine: Engine, paths: SimulatedPath[], most: number) => {
  const grouped = paths.map((path) => ({ path, group: groupOf(path) }));
  const shown = groups.flatMap((group) => grouped.filter((one) => one.group === group).slice(0, most));
  const handedOff = grouped.filter(({ group }) => group === "handedOff").map(({ path }) => path.leadId);
  const leads = new Map(
    (await findMany(engine, [...new Set([...shown.map(({ path }) => path.leadId), ...handedOff])])).flatMap((lead) =>
      lead === undefined ? [] : [[lead.id, lead] as const],
    ),
  );
  const departments: Record<string, number> = {};
  for (const id of handedOff) {
    const department = leads.get(id)?.attributes["department"];
    if (typeof department === "string" && department !== "")
      departments[department] = (departments[department] ?? 0) + 1;
  }
  const did = (what: string) => paths.filter(({ entries }) => entries.some((entry) => entry.what === what)).length;
  return {
    totals: {
      entered: did("enrolment.entered"),
      clicked: did("mail.clicked"),
      optedOut: did("lead.optedOut"),
      handedOff: did("handoff.opened"),
      refused: paths.filter(isRefused).length + paths.filter(({ outcome }) => outcome.startsWith(notEntered)).length,
    },
    refusedEntry: countsOf(
      paths.flatMap(({ outcome }) => (outcome.startsWith(notEntered) ? [outcome.slice(notEntered.length)] : [])),
    ),
    outcomes: countsOf(paths.map(({ outcome }) => outcome)),
    groups: Object.fromEntries(groups.map((group) => [group, grouped.filter((one) => one.group === group).length])),
    departments,
    paths: shown.map(({ path: { entries, ...path }, group }) => {
      const { name, company, attributes } = leads.get(path.leadId) ?? {};
      return {
        ...path,
        group,
        ...(name === undefined ? {} : { name }),
        ...(company === undefined ? {} : { company: company.name }),
        ...(typeof attributes?.["department"] === "string" ? { department: attributes["department"] } : {}),
        entries: outward(entries),
      };
    }),
  };
};

const notEntered = "not entered: ";

/** Waiting for a better hour is no refusal. */
const timed = ["quietHours", "window", "perDay", "perWeek", "workflowPerDay"];
const isRefused = ({ entries }: SimulatedPath): boolean =>
  entries.some(({ what, detail }) => what === "mail.refused" && !timed.includes(detail ?? ""));

const groupOf = (path: SimulatedPath): Group => {
  const { outcome, entries } = path;
  const did = (what: string) => entries.some((entry) => entry.what === what);
  if (did("handoff.opened")) return "handedOff";
  if (outcome.startsWith(notEntered) || (isRefused(path) && !did("mail.sent"))) return "heldBack";
  if (did("lead.optedOut")) return "optedOut";
  return did("mail.clicked") ? "reacted" : "silent";
};

const countsOf = (names: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};
