import type { Entry, Fact } from "@rekindle/core/leads/entry";
import type { Lead } from "@rekindle/core/leads/lead";
import { replay } from "@rekindle/core/story/evolve";
import type { Found } from "./check.ts";
import type { Verdict } from "./verdict.ts";

/** Every entry that was ever committed is there, nothing is told twice, and the entries give the record. */
export const checkHistory = (
  verdict: Verdict,
  { record, entries, asides }: Found,
  committed: ReadonlyMap<string, number>,
  posted: string[],
): void => {
  const { id } = record;
  const there = new Set(entries.map((entry) => JSON.stringify(entry)));
  for (const entry of committed.keys())
    if (!there.has(entry)) verdict.lost.push(`${id}: an entry was committed and is gone: ${entry.slice(0, 160)}`);
  for (const key of differences(record, replay(id, entries)))
    verdict.lost.push(`${id}: its entries tell another ${key}`);
  const told = new Map<string, number>();
  for (const { facts } of [...entries, ...asides])
    for (const fact of facts) {
      const name = onceOnly(fact);
      if (name !== undefined) told.set(name, (told.get(name) ?? 0) + 1);
    }
  for (const [name, n] of told) if (n > 1) verdict.twice.push(`${id}: ${name} is told ${n} times`);
  checkEffects(verdict, record, entries, posted);
};

/** What can be true only once. */
const onceOnly = (fact: Fact): string | undefined => {
  switch (fact.type) {
    case "mail.sent":
    case "mail.delivered":
    case "mail.bounced":
    case "mail.complained":
      return `${fact.type} ${fact.mail}`;
    case "webhook.done":
    case "notify.done":
    case "webhook.asked":
    case "notify.asked":
      return `${fact.type} ${fact.effect}`;
    case "lead.captured":
      return fact.type;
    case "enrolment.entered":
      return `${fact.type} ${fact.enrolment}`;
    default:
      return undefined;
  }
};

/** Rulings: identity, gate, score, enrolments and mails. */
const parts = [
  "email",
  "name",
  "company",
  "attributes",
  "tags",
  "lists",
  "stage",
  "consents",
  "gate",
  "score",
  "enrolments",
  "past",
  "mails",
  "handoff",
] as const;
const differences = (record: Lead, told: Lead): string[] =>
  parts.filter((part) => JSON.stringify(record[part]) !== JSON.stringify(told[part]));

/** What was asked of others was asked of them, and its end is known. */
const checkEffects = (verdict: Verdict, { id, outbox }: Lead, entries: Entry[], posted: string[]): void => {
  const facts = entries.flatMap((entry) => entry.facts);
  for (const fact of facts) {
    if (fact.type !== "webhook.asked" && fact.type !== "notify.asked") continue;
    const { effect } = fact;
    const end = facts.find(
      (one) => (one.type === "webhook.done" || one.type === "notify.done") && one.effect === effect,
    );
    const pending = outbox.some((one) => one.id === effect);
    if (end === undefined && !pending) verdict.lost.push(`${id}: nobody knows what became of ${effect}`);
    if (fact.type === "webhook.asked" && end !== undefined && !posted.includes(`${id}.${effect}`))
      verdict.lost.push(`${id}: ${effect} never reached the other side`);
  }
};
