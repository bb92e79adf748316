import { fromItem } from "@rekindle/core/engine/lead-store";
import type { Lead } from "@rekindle/core/leads/lead";
import type { Instant } from "@rekindle/core/world/world";
import { type Asked, acts } from "./acts.ts";
import type { Pool } from "./process.ts";
import type { Surroundings } from "./world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const companies = ["さくら商事", "富士建設", "港物流"];

/**
 * People of a story, who make trouble at the worst moments: they opt out and open deals when a mail is about to go or is
 * at SES's door, click as it arrives, and come in while their company's deal closes.
 */
export const people = (around: Surroundings, workers: Pool, until: Instant): Asked => {
  const { sim, book, plan } = around;
  const { asked, next, fillForm, bringList, click, visit, optOut, call, move, deal, forget, publish, remodel } = acts(
    around,
    workers,
    until,
  );
  const done = new Set<string>();
  const first = (what: string): boolean => {
    const is = !done.has(what);
    done.add(what);
    return is;
  };
  const later = (ms: number, act: () => Promise<void>): void =>
    sim.at(sim.now() + ms, () => {
      if (sim.now() < until) act().catch((error: unknown) => book.threw("people", error));
    });
  const leadAt = (company: string | undefined): Lead | undefined =>
    [...around.truth.items()]
      .filter(({ sk }) => sk === "lead")
      .map(fromItem)
      .find((lead) => lead.company?.name === company);

  const leaves = (ms: number, lead: string): void => {
    if (first(`opt-out ${lead}`)) later(ms, () => optOut(lead));
  };
  /** Somebody new, or somebody who was there and names a company only now; by a form, or noted inside. */
  const joins = (company: string): void =>
    later(sim.between(1, 300), async () => {
      const known = leadAt(undefined);
      const email = sim.chance(0.5) ? `late${next()}@example.com` : `form${Math.floor(sim.random() * 3)}@example.com`;
      if (sim.chance(0.3) && known !== undefined) await move(known, company);
      else await fillForm(next(), email, company);
    });
  const negotiate = (ms: number, company: string | undefined): void => {
    if (company === undefined || !first(`deal ${company}`)) return;
    later(ms, async () => {
      const id = `deal_${next()}`;
      const leadEmail = sim.chance(0.3) ? leadAt(company)?.email : undefined;
      const one = { id, company, ...(leadEmail === undefined ? {} : { leadEmail }) };
      await deal({ ...one, stage: "proposal" });
      later(sim.between(10_000, 6 * HOUR_MS), async () => {
        if (sim.chance(0.5)) joins(company);
        await deal({ ...one, stage: "lost" });
      });
    });
  };
  /** More causes than a record remembers: late copies of the first ones have to be looked up in the timeline. */
  const floods = (lead: string): void => {
    if (first("flood"))
      for (let part = 0; part < 9; part++) later(sim.between(1_000, 40 * MINUTE_MS), () => visit(lead));
  };

  book.hooks.authorised = (lead) => {
    const { id, company } = lead;
    if (sim.chance(0.01) && first(`erase ${id}`)) later(sim.between(1, 20 * MINUTE_MS), () => forget(lead));
    if (sim.chance(0.08)) leaves(sim.between(1, 25 * MINUTE_MS), id);
    if (sim.chance(0.08)) negotiate(sim.between(1, 20_000), company?.name);
    if (sim.chance(0.15)) later(sim.between(1, 5_000), () => call(id));
    if (sim.chance(0.02)) floods(id);
  };
  book.hooks.reached = ({ id, company }, _, due) => {
    const justThen = (): number => Math.max(1, due - sim.now() + sim.between(1, 90_000));
    if (sim.chance(0.04)) leaves(justThen(), id);
    if (sim.chance(0.08)) negotiate(justThen(), company?.name);
    if (sim.chance(0.1)) later(justThen(), () => call(id));
    if (sim.chance(0.03) && first("publish")) later(justThen(), () => publish("letters"));
    if (sim.chance(0.02) && first("scoring")) later(justThen(), () => remodel());
  };
  book.hooks.accepted = (lead, mail) => {
    if (sim.chance(0.5)) later(sim.between(5_000, 3 * HOUR_MS), () => click(lead, mail));
    if (sim.chance(0.1)) later(sim.between(1, 60_000), () => click(lead, mail));
    if (sim.chance(0.05)) leaves(sim.between(1, 25 * MINUTE_MS), lead);
  };

  const company = () => (sim.chance(0.7) ? companies[Math.floor(sim.random() * companies.length)] : undefined);
  const rows = Array.from({ length: 3 }, (_, n) => `${company() ?? ""},list${n}@example.com`);
  later(sim.between(1, MINUTE_MS), () => bringList(rows));
  for (let n = 0; n < 3; n++) {
    // One of them is on the list as well.
    const email = n === 0 && sim.chance(0.5) ? "list0@example.com" : `form${n}@example.com`;
    const at = company();
    const delayMs = sim.between(1, 10 * MINUTE_MS);
    const delivery = next();
    later(delayMs, () => fillForm(delivery, email, at));
    // The provider did not wait for our answer.
    if (plan.doubles()) later(delayMs + sim.between(1, 60_000), () => fillForm(delivery, email, at));
  }
  return asked;
};
