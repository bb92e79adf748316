import type { Instant } from "../world/world.ts";
import { normalise } from "./address.ts";
import { type Chosen, choiceOf } from "./chosen-columns.ts";
import { companyOf } from "./company.ts";
import { type DealTarget, dealTarget, dealTargetOf } from "./deal-headers.ts";
import { readAmount, readStage } from "./deal-words.ts";
import type { LostReason } from "./lead.ts";
import { readLostReason } from "./lost-reason.ts";
import type { RowFault } from "./row-fault.ts";
import { oneLine } from "./tidy.ts";
import { readDate } from "./written-date.ts";

/** What each column of a list of deals is about; columns that are not recognised are left out. `chosen` as in list-columns.ts. */
export const dealColumns = (
  header: string[],
  chosen: Chosen = {},
): { status: "ok"; columns: DealColumn[] } | { status: "refused"; reason: string } => {
  const taken = new Set<DealTarget>(header.flatMap((name) => dealTarget(choiceOf(chosen, name)) ?? []));
  const columns: DealColumn[] = [];
  for (const name of header) {
    const choice = choiceOf(chosen, name);
    const said = dealTarget(choice);
    if (said !== undefined) columns.push({ header: name, target: said });
    if (choice === null || said !== undefined) continue;
    const target = dealTargetOf(name);
    if (target === undefined || taken.has(target)) continue;
    taken.add(target);
    columns.push({ header: name, target });
  }
  const missing = taken.has("stage")
    ? taken.has("email") || taken.has("company")
      ? undefined
      : "Contact Email or Company"
    : "Stage";
  if (missing === undefined) return { status: "ok", columns };
  return {
    status: "refused",
    reason: `A list of deals needs a column ${missing}. The columns are ${header.join(", ") || "missing"}.`,
  };
};

export type DealColumn = { header: string; target: DealTarget };
export type DealRow =
  | {
      status: "ok";
      /** The CRM's own id. */
      id?: string;
      name?: string;
      company?: { key: string; name: string };
      email?: string;
      /** `won`, `lost`, or the CRM's own name of an open stage. */
      stage: string;
      lostReason?: LostReason;
      /** The reason as it was written. */
      lostReasonText?: string;
      competitor?: string;
      amount?: number;
      currency?: string;
      closedAt?: Instant;
      modifiedAt?: Instant;
      owner?: string;
      /** What could not be read and was left out. */
      warnings: string[];
    }
  | { status: "rejected"; reason: string; fault: RowFault };

export const toDealRow = (columns: DealColumn[], cells: Record<string, string>, zone: string): DealRow => {
  const written = new Map<DealTarget, string>();
  for (const { header, target } of columns) {
    const cell = cells[header]?.trim() ?? "";
    if (cell !== "") written.set(target, cell);
  }
  const text = (target: DealTarget): string | undefined => {
    const cell = written.get(target);
    return cell === undefined ? undefined : oneLine(cell);
  };
  const warnings: string[] = [];
  const stage = readStage(text("stage") ?? "");
  if (stage === "")
    return {
      status: "rejected",
      reason: "The stage is empty: write Closed Lost, Closed Won or an open stage",
      fault: "stage",
    };
  const company = companyOf(written.get("company") ?? "");
  const address = written.has("email") ? normalise(written.get("email") ?? "") : undefined;
  if (address?.status === "refused") warnings.push(`The contact's address was left out: ${address.reason}`);
  const email = address?.status === "ok" ? address.address : undefined;
  if (email === undefined && company === undefined)
    return {
      status: "rejected",
      fault: address?.status === "refused" ? "address" : "contact",
      reason: address?.status === "refused" ? address.reason : "Neither a contact's address nor a company is given",
    };
  const dates: { closedAt?: Instant; modifiedAt?: Instant } = {};
  for (const target of ["closedAt", "modifiedAt"] as const) {
    const cell = text(target);
    if (cell === undefined) continue;
    const date = readDate(cell, zone);
    if (date === undefined)
      return {
        status: "rejected",
        reason: `The date "${cell}" cannot be read: write it like 2026-09-06`,
        fault: "date",
      };
    dates[target] = date.at;
  }
  const amount = readAmount(text("amount") ?? "");
  if (amount === undefined && written.has("amount"))
    warnings.push(`The amount "${text("amount")}" was left out: it is no number`);
  const lost = stage === "lost" ? readLostReason(written.get("lostReason") ?? "") : undefined;
  const own = { id: text("id"), name: text("name"), owner: text("owner"), competitor: text("competitor") };
  return {
    status: "ok",
    stage,
    ...given(own),
    ...given({ company, email, lostReason: lost?.reason, lostReasonText: lost?.original }),
    ...dates,
    ...amount,
    warnings,
  };
};

/** Without what is not there. */
const given = <Shape extends Record<string, unknown>>(
  shape: Shape,
): { [Key in keyof Shape]?: NonNullable<Shape[Key]> } => {
  const present: { [Key in keyof Shape]?: NonNullable<Shape[Key]> } = {};
  for (const key in shape) {
    const value = shape[key];
    if (value !== undefined && value !== null) present[key] = value;
  }
  return present;
};
