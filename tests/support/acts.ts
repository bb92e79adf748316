import type { DealInput } from "@rekindle/core/deals/deal";
import { happen } from "@rekindle/core/engine/cause";
import { change, type DealOutcome } from "@rekindle/core/engine/deals";
import { type Captured, capture } from "@rekindle/core/engine/identity";
import { changeSettings } from "@rekindle/core/engine/publish";
import type { Capture, Cause } from "@rekindle/core/leads/cause";
import type { Rep } from "@rekindle/core/workspace/settings";
import type { Lab } from "./lab.ts";

type Now<C> = C extends Cause ? Omit<C, "at"> & { at?: number } : never;

let n = 0;
export const nextId = (prefix: string): string => {
  n += 1;
  return `${prefix}:${n}`;
};

/** Something happens to the lead of this address, now. */
export const act = async ({ engine, clock, lead }: Lab, email: string, cause: Now<Cause>) => {
  const { id } = await lead(email);
  return happen(engine, id, { at: clock.now(), ...cause });
};

/** A deal changes as a CRM tells it, and everyone concerned has heard of it. */
export const deal = async ({ engine, clock, loop }: Lab, input: DealInput): Promise<DealOutcome> => {
  const outcome = await change(engine, input, { at: clock.now(), cause: nextId("crm") });
  await loop.drain();
  return outcome;
};

/** A person fills in a form of this source, and agrees to mail. */
export const submit = async (
  { engine, clock, loop }: Lab,
  email: string,
  source: string,
  more: Partial<Capture> & { id?: string } = {},
): Promise<Captured> => {
  const at = clock.now();
  const { id = nextId("form"), ...rest } = more;
  const capturing: Capture = {
    via: "form",
    email,
    attributes: {},
    tags: [],
    source,
    consent: { basis: "optIn", at, source },
    ...rest,
  };
  const captured = await capture(engine, capturing, { id, at });
  await loop.drain();
  return captured;
};

export const viewPage = (lab: Lab, email: string, path: string, occurredAt?: number, id = nextId("view")) =>
  act(lab, email, {
    type: "tracked",
    id,
    name: "page.viewed",
    properties: { path },
    occurredAt: occurredAt ?? lab.clock.now(),
  });

export const hireReps = ({ engine }: Lab, reps: (Partial<Rep> & Pick<Rep, "id">)[]) =>
  changeSettings(engine, (settings) => ({
    ...settings,
    reps: reps.map((rep) => ({ name: rep.id, capacityPerDay: 15, manager: false, ...rep })),
  }));
