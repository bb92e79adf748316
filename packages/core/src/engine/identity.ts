import * as Address from "../leads/address.ts";
import { blank } from "../leads/blank.ts";
import type { Capture, Cause, Update } from "../leads/cause.ts";
import type { Lead } from "../leads/lead.ts";
import type { Instant, Item, Write } from "../world/world.ts";
import { answerOf, type Happened } from "./cause.ts";
import * as Company from "./company.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { find, findOrId } from "./lead-store.ts";
import { send } from "./message.ts";
import { noteParked } from "./problems.ts";
import { type Result, work } from "./work.ts";

/** An address: the lead that has it, the cause that made the lead, and what survives an erasure. */
export type AddressBody = { lead?: string; firstCause?: string; suppressed?: "erased"; erasedAt?: Instant };

export type Captured =
  | { status: "created" | "known"; lead: Lead; result: Result }
  /** The person was erased and has not asked for mail since. */
  | { status: "suppressed" };

const MOST_TRIES = 8;

/**
 * Finds the lead of an address, or makes it; then the capture happens to it. Creating writes lead and address in one
 * transaction on the address's revision, so that an opt-out by import and a consent by form cannot cross.
 */
export const capture = async (
  engine: Engine,
  input: Capture,
  { id, at, by, trace }: { id: string; at: Instant; by?: string; trace?: string },
): Promise<Captured> => {
  const { world } = engine;
  const hash = world.seal.addressKey(input.email);
  const claim = world.ids.next("claim");
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const companySeen = input.company === undefined ? undefined : await Company.seen(engine, input.company.key);
    const full: Capture = { ...input, ...(companySeen === undefined ? {} : { companySeen }) };
    const cause: Cause = {
      type: "captured",
      id,
      at,
      capture: full,
      ...(by === undefined ? {} : { by }),
      ...(trace === undefined ? {} : { trace }),
    };
    const meanwhile = unchanged(full);
    const item = await world.table.get(keys.address(hash), "consistent");
    const address: AddressBody = item === undefined ? {} : bodyOf<AddressBody>(item);
    if (address.suppressed !== undefined && address.lead === undefined && !asksForMail(input, address))
      return { status: "suppressed" };
    const known =
      address.lead === undefined
        ? undefined
        : await findOrId(engine, address.lead, tries === 0 ? undefined : "consistent");
    if (known !== undefined) {
      const joins = await join(engine, known, input);
      const [result] = await work(
        engine,
        [{ lead: known.id, causes: [cause], ...(joins ? { with: () => meanwhile } : {}) }],
        claim,
      );
      if (result?.status === "done")
        return { status: address.firstCause === id ? "created" : "known", lead: result.record, result };
      if (result?.status === "failed") {
        // The queue of causes knows how to try again alone, and to park: nobody who came in is lost by it.
        await send(engine, [{ kind: "cause", lead: known.id, cause, tries: 1 }]);
        return { status: address.firstCause === id ? "created" : "known", lead: known, result };
      }
      continue;
    }
    const leadId = address.lead ?? world.ids.next("lead");
    const create = (causes: Cause[]) =>
      work(
        engine,
        [
          {
            lead: leadId,
            causes,
            fresh: blank(leadId, at),
            with: () => [...claims(hash, item, leadId, id, input), ...meanwhile],
          },
        ],
        claim,
      );
    let [result] = await create([cause]);
    // What follows from a new lead fails: it is taken in all the same, and parked.
    if (result?.status === "failed") {
      const reason = textOf(result.error);
      [result] = await create([{ type: "parked", at, reason }, cause]);
      if (result?.status === "done")
        await noteParked(engine, { id: `parked-${leadId}`, kind: "parked", lead: leadId, reason, at }, []);
    }
    if (result?.status === "done") return { status: "created", lead: result.record, result };
    if (result?.status === "failed") throw result.error;
  }
  throw new Error("An address is fought over: too many writers at once");
};

/** What is known of a lead changes; whoever joins a company joins it as it is. Undefined: no such lead. */
export const update = async (
  engine: Engine,
  lead: Lead,
  set: Omit<Update, "companySeen">,
  { at, by, trace }: { at: Instant; by?: string; trace?: string },
): Promise<Happened | undefined> => {
  const { company } = set;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const joins = company !== undefined && (await join(engine, lead, { company, via: "api" }));
    const companySeen = joins ? await Company.seen(engine, company.key) : undefined;
    const full: Update = companySeen === undefined ? set : { ...set, companySeen };
    const cause: Cause = {
      type: "updated",
      at,
      set: full,
      ...(by === undefined ? {} : { by }),
      ...(trace === undefined ? {} : { trace }),
    };
    const meanwhile = joins ? { with: () => unchanged(full) } : {};
    const answer = answerOf((await work(engine, [{ lead: lead.id, causes: [cause], ...meanwhile }]))[0]);
    if (answer !== "conflict") return answer;
  }
  throw new Error("A company is fought over: too many deals at once");
};

/** The lead of an address, if there is one. */
export const leadOf = async (engine: Engine, email: string): Promise<Lead | undefined> => {
  const { world } = engine;
  const address = Address.normalise(email);
  if (address.status === "refused") return undefined;
  const item = await world.table.get(keys.address(world.seal.addressKey(address.address)), "consistent");
  const { lead }: AddressBody = item === undefined ? {} : bodyOf<AddressBody>(item);
  return lead === undefined ? undefined : find(engine, lead, "consistent");
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A form that was filled in before the erasure is part of what was erased, however late it comes. */
const asksForMail = ({ via, consent }: Capture, { erasedAt = 0 }: AddressBody): boolean =>
  via === "form" && consent?.basis === "optIn" && consent.at > erasedAt;

const claims = (
  hash: string,
  item: Item | undefined,
  lead: string,
  firstCause: string,
  { company }: Capture,
): Write[] => {
  const body: AddressBody = { lead, firstCause };
  const address: Write = {
    put: { ...keys.address(hash), rev: (item?.rev ?? 0) + 1, body: JSON.stringify(body) },
    expect: item?.rev ?? 0,
  };
  if (company === undefined) return [address];
  return [address, { put: memberItem(company.key, lead), expect: 0 }];
};

/**
 * Whoever joins joins the company as it was read: had a deal closed in between, nobody would tell the lead, and it would be
 * held for ever.
 */
const unchanged = ({ company, companySeen }: Pick<Capture, "company" | "companySeen">): Write[] =>
  company === undefined || companySeen === undefined
    ? []
    : [{ check: keys.company(company.key), expect: companySeen.rev }];

/** The member entry stands before the lead joins: a superset is harmless, a missing one is not. False: it joins nothing. */
const join = async (
  { world }: Engine,
  lead: Lead,
  { company, via }: Pick<Capture, "company" | "via">,
): Promise<boolean> => {
  if (company === undefined || company.key === lead.company?.key || (lead.company !== undefined && via === "import"))
    return false;
  await world.table.put([memberItem(company.key, lead.id)]);
  return true;
};

const memberItem = (company: string, lead: string): Item => ({
  ...keys.member(company, lead),
  rev: 1,
  body: "{}",
});
