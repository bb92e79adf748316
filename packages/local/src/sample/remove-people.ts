import type { Deal } from "@rekindle/core/deals/deal";
import type { Company } from "@rekindle/core/engine/company";
import type { Engine } from "@rekindle/core/engine/engine";
import type { AddressBody } from "@rekindle/core/engine/identity";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { findMany } from "@rekindle/core/engine/lead-store";
import type { Problem } from "@rekindle/core/engine/problems";
import type { Key, Table } from "@rekindle/core/world/world";
import { addresses } from "./cast.ts";
import { itemsIn, keysUnder } from "./everything.ts";

/**
 * Removes every lead that has an address of the sample, and what hangs on it: timeline, listings, address, membership,
 * deals, problems. `known` gathers their ids over several rounds. False: nothing was left.
 */
export const forgetPeople = async (engine: Engine, known: Set<string>): Promise<boolean> => {
  const { table, seal } = engine.world;
  const found = await table.getMany(addresses.map((address) => keys.address(seal.addressKey(address))));
  const gone: Key[] = [];
  for (const item of found) {
    if (item === undefined) continue;
    gone.push(item);
    const { lead } = bodyOf<AddressBody>(item);
    if (lead !== undefined) known.add(lead);
  }
  for (const lead of known) gone.push(...(await keysUnder(table, lead)));
  for (const lead of await findMany(engine, [...known]))
    if (lead?.company !== undefined) gone.push(keys.member(lead.company.key, lead.id));
  const deals = await dealsOf(table, known);
  gone.push(...deals.map(({ id }) => keys.deal(id)));
  await table.remove(gone.map(({ pk, sk }) => ({ pk, sk })));
  await forgetInCompanies(table, known, new Set(deals.map(({ id }) => id)));
  await forgetProblems(table, known);
  return gone.length > 0;
};

const dealsOf = async (table: Table, leads: Set<string>): Promise<Deal[]> => {
  const deals: Deal[] = [];
  for (const state of ["open", "won", "lost"])
    for (const item of await itemsIn(table, `deals#${state}`)) deals.push(bodyOf<Deal>(item));
  return deals.filter(({ lead }) => lead !== undefined && leads.has(lead));
};

/** A company without people and deals goes, too; one that the user's own leads belong to forgets the sample's deals. */
const forgetInCompanies = async (table: Table, leads: Set<string>, deals: Set<string>): Promise<void> => {
  // Their rows in lists follow by the stream.
  for (const { pk } of await itemsIn(table, "companies")) await forgetInCompany(table, pk, leads, deals);
};

const forgetInCompany = async (table: Table, pk: string, leads: Set<string>, deals: Set<string>): Promise<void> => {
  const members = (await keysUnder(table, pk)).filter(({ sk }) => sk.startsWith("member#"));
  const left = members.filter(({ sk }) => !leads.has(sk.slice("member#".length)));
  await table.remove(members.filter((member) => !left.includes(member)));
  const item = await table.get({ pk, sk: "company" }, "consistent");
  if (item === undefined) {
    if (left.length === 0) await table.remove(await keysUnder(table, pk));
    return;
  }
  const company = bodyOf<Company>(item);
  const others = (ids: string[]): string[] => ids.filter((id) => !deals.has(id));
  const kept: Company = {
    ...company,
    open: others(company.open),
    won: others(company.won),
    losses: company.losses.filter(({ deal }) => !deals.has(deal)),
  };
  if (left.length + kept.open.length + kept.won.length + kept.losses.length === 0)
    await table.remove(await keysUnder(table, item.pk));
  else if (JSON.stringify(kept) !== item.body)
    await table.commit([{ put: { ...item, rev: item.rev + 1, body: JSON.stringify(kept) }, expect: item.rev }]);
};

const forgetProblems = async (table: Table, leads: Set<string>): Promise<void> => {
  const items = await keysUnder(table, "problem");
  const problems = await table.getMany(items);
  const theirs = problems.filter((item) => item !== undefined && leads.has(bodyOf<Problem>(item).lead));
  await table.remove(theirs.flatMap((item) => (item === undefined ? [] : [{ pk: item.pk, sk: item.sk }])));
};
