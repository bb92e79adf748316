import type { Engine } from "@rekindle/core/engine/engine";
import { countsOf } from "@rekindle/core/insight/counts";
import type { Fact } from "@rekindle/core/leads/entry";
import { dayOf } from "@rekindle/core/workspace/calendar";
import type { Found } from "./check.ts";
import type { Verdict } from "./verdict.ts";

/** Counters are what a recount of all entries gives. */
export const checkCounters = async (verdict: Verdict, engine: Engine, found: Found[]): Promise<void> => {
  const wanted = new Map<string, Map<string, number>>();
  const add = (counter: string, name: string) => {
    const known = wanted.get(counter) ?? new Map<string, number>();
    wanted.set(counter, known.set(name, (known.get(name) ?? 0) + 1));
  };
  for (const { entries, asides } of found)
    for (const { at, facts } of [...entries, ...asides])
      for (const fact of facts) {
        const day = dayOf(at, "Asia/Tokyo");
        for (const { workflow, version, name, at: as = at } of countsOf(fact))
          if (workflow !== "") add(`count#${workflow}#${version}\n${dayOf(as, "Asia/Tokyo")}`, name);
        for (const name of dailyBy(fact, at)) add(`daily\n${day}`, name);
      }
  for (const [counter, names] of wanted) {
    const [pk = "", sk = ""] = counter.split("\n");
    const item = await engine.world.table.get({ pk, sk }, "consistent");
    const { n }: { n: Record<string, number> } = item === undefined ? { n: {} } : JSON.parse(item.body);
    for (const name of new Set([...Object.keys(n), ...names.keys()]))
      if ((n[name] ?? 0) !== (names.get(name) ?? 0))
        verdict.countersOff.push(`${pk} ${sk} ${name}: ${n[name] ?? 0} instead of ${names.get(name) ?? 0}`);
  }
};

const dailyBy = (fact: Fact, at: number): string[] => {
  const name = dailyNames[fact.type];
  const hour = new Date(at + 9 * 3_600_000).toISOString().slice(11, 13);
  return [
    ...(name === undefined ? [] : [name]),
    ...(fact.type === "mail.sent" ? [`sent@${hour}`] : []),
    ...(fact.type === "handoff.returned" ? [`returned@${fact.reason}`] : []),
    ...(fact.type === "handoff.closed" && fact.state === "deal" ? ["meetings"] : []),
    ...(fact.type === "outcome.reached" && fact.what === "handedOff" ? [`handedOff@${fact.workflow}`] : []),
  ];
};

/** What the day's counter counts: kept by hand, so that the checker does not believe what it checks. */
const dailyNames: Partial<Record<Fact["type"], string>> = {
  "lead.captured": "captured",
  "mail.sent": "sent",
  "mail.refused": "refused",
  "mail.delivered": "delivered",
  "mail.clicked": "clicked",
  "mail.bounced": "bounced",
  "mail.complained": "complained",
  "lead.optedOut": "optedOut",
  "handoff.opened": "handedOff",
  "handoff.accepted": "accepted",
  "handoff.returned": "returned",
  "deal.opened": "dealsOpened",
  "deal.won": "dealsWon",
  "deal.lost": "dealsLost",
};
