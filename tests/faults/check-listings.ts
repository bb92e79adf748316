import type { Lead } from "@rekindle/core/leads/lead";
import type { Item } from "@rekindle/core/world/world";
import type { Found } from "./check.ts";
import type { Verdict } from "./verdict.ts";

/** What lists show of a lead is where it is: in its stage, at its steps, in its hand-off's state, and nowhere else. */
export const checkListings = (verdict: Verdict, found: Found[], items: Item[]): void => {
  const shown = new Map<string, Map<string, string>>();
  for (const { pk, sk, list } of items) {
    if (list === undefined || !/^(view$|handoff$|place#)/.test(sk)) continue;
    const known = shown.get(pk) ?? new Map<string, string>();
    shown.set(pk, known.set(sk, list.in));
  }
  for (const { record } of found) {
    if (record.erased !== undefined) continue;
    const there = shown.get(record.id) ?? new Map<string, string>();
    const right = placesOf(record);
    for (const sk of new Set([...there.keys(), ...right.keys()]))
      if (there.get(sk) !== right.get(sk))
        verdict.countersOff.push(`${record.id}: lists show ${sk} in ${there.get(sk)} instead of ${right.get(sk)}`);
  }
};

const placesOf = ({ stage, enrolments, handoff }: Lead): Map<string, string> =>
  new Map([
    ["view", `leads#${stage}`],
    ...enrolments.map(({ id, workflow, version, step, state }): [string, string] => [
      `place#${id}`,
      state === "pending" ? `pending#${workflow}` : `place#${workflow}#${version}#${step}`,
    ]),
    ...(handoff === undefined ? [] : [["handoff", `handoffs#${handoff.state}`] satisfies [string, string]]),
  ]);
