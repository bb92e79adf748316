import { normalise } from "./address.ts";
import { type Chosen, choiceOf, isOurs } from "./chosen-columns.ts";
import { companyOf } from "./company.ts";
import type { AttributeValue } from "./lead.ts";
import { type LeadTarget, leadTarget, targetOf } from "./lead-headers.ts";
import type { RowFault } from "./row-fault.ts";
import { fullName, oneLine, tidied } from "./tidy.ts";
import { readDate } from "./written-date.ts";

/**
 * What each column of a list of leads is about. Columns that are not recognised become attributes under their header. `chosen`:
 * what a person said of some of them; null leaves a column out.
 */
export const leadColumns = (
  header: string[],
  chosen: Chosen = {},
): { status: "ok"; columns: LeadColumn[] } | { status: "refused"; reason: string } => {
  const taken = new Set<LeadTarget>(header.flatMap((name) => leadTarget(choiceOf(chosen, name)) ?? []));
  const columns = header.flatMap((name): LeadColumn[] => {
    const choice = choiceOf(chosen, name);
    if (choice === null || (choice === undefined && isOurs(name))) return [];
    const said = leadTarget(choice);
    if (said !== undefined) return [{ header: name, target: said }];
    const known = targetOf(name);
    const target = known === undefined || taken.has(known) ? (`attributes.${name}` as const) : known;
    taken.add(target);
    return [{ header: name, target }];
  });
  if (taken.has("email")) return { status: "ok", columns };
  return {
    status: "refused",
    reason: `No column holds e-mail addresses: name one e-mail or メールアドレス. The columns are ${header.slice(0, 50).join(", ") || "missing"}.`,
  };
};

export type LeadColumn = { header: string; target: LeadTarget };
export type LeadRow =
  | {
      status: "ok";
      email: string;
      name?: string;
      company?: { key: string; name: string };
      attributes: Record<string, AttributeValue>;
      tags: string[];
      /** The list says that this person wants no mail. */
      optedOut: boolean;
      /** How the address was come by, such as `名刺交換日: 2026/1/6`: kept with the consent. */
      evidence?: string;
    }
  | { status: "rejected"; reason: string; fault: RowFault };

/** One row of the list as a lead. `zone` reads the dates. */
export const toLeadRow = (columns: LeadColumn[], cells: Record<string, string>, zone: string): LeadRow => {
  const written = new Map<LeadTarget, string>();
  const attributes: [string, AttributeValue][] = [];
  let evidence: string | undefined;
  for (const { header, target } of columns) {
    const cell = cells[header]?.trim() ?? "";
    if (cell === "") continue;
    written.set(target, cell);
    if (target.startsWith("attributes.")) {
      const name = target.slice("attributes.".length);
      attributes.push([name, tidied(name, cell)]);
    }
    if (target !== "metOn") continue;
    evidence = `${header}: ${oneLine(cell)}`;
    const day = readDate(cell, zone)?.day;
    if (day !== undefined) attributes.push(["metOn", day]);
  }
  const email = normalise(written.get("email") ?? "");
  if (email.status === "refused")
    return { status: "rejected", reason: email.reason, fault: written.has("email") ? "address" : "noAddress" };
  const name = nameIn(written);
  const reading = fullName(written.get("familyReading") ?? "", written.get("givenReading") ?? "");
  if (reading !== "" && !written.has("attributes.reading")) attributes.push(["reading", reading]);
  const company = companyOf(written.get("company") ?? "");
  return {
    status: "ok",
    email: email.address,
    ...(name === "" ? {} : { name }),
    ...(company === undefined ? {} : { company }),
    attributes: Object.fromEntries(attributes.filter(([key]) => key !== "__proto__")),
    tags: tagsIn(written.get("tags") ?? ""),
    optedOut: saysNoMail(written.get("optOut")) || refusesMail(written.get("optIn")),
    ...(evidence === undefined ? {} : { evidence }),
  };
};

export const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;|/\n、，；｜／]/)
      .map((tag) => oneLine(tag).slice(0, 60))
      .filter((tag) => tag !== ""),
  ),
];

const nameIn = (written: Map<LeadTarget, string>): string =>
  written.has("name")
    ? oneLine(written.get("name") ?? "")
    : fullName(written.get("familyName") ?? "", written.get("givenName") ?? "");

/** In a column of opt-outs everything but a clear no is one: a date, a mark, a remark. Mail that is held back can be sent later. */
const saysNoMail = (cell: string | undefined): boolean =>
  cell !== undefined &&
  !/^(?:0|0\.0|false|no|n|off|-|ー|―|なし|無し|無|いいえ|未|配信|配信中|配信可|可|許可|希望する|active|subscribed)$/i.test(
    plain(cell),
  );

/** In a column of opt-ins only a clear no is an opt-out; an empty cell says nothing. */
const refusesMail = (cell: string | undefined): boolean =>
  cell !== undefined &&
  /^(?:0|false|no|n|off|×|✕|x|いいえ|不可|停止|配信停止|拒否|配信拒否|しない|不要|希望しない|unsubscribed)$/i.test(
    plain(cell),
  );

const plain = (cell: string): string => cell.normalize("NFKC").trim();
