import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import type { Engine } from "@rekindle/core/engine/engine";
import { update } from "@rekindle/core/engine/identity";
import { importLeads } from "@rekindle/core/engine/imports";
import { fromItem } from "@rekindle/core/engine/lead-store";
import { send } from "@rekindle/core/engine/message";
import { accept } from "@rekindle/core/engine/payloads";
import { companyKey } from "@rekindle/core/leads/company";
import type { Lead } from "@rekindle/core/leads/lead";
import type { Instant } from "@rekindle/core/world/world";
import type { Pool } from "./process.ts";
import type { Surroundings } from "./world.ts";

/** A cause that somebody outside was told is accepted: it has to be in a timeline, once. */
export type Accepted = { what: string; cause: string };
export type People = { accepted: Accepted[]; jobs: string[]; deals: string[]; everyoneIsDone(): boolean };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const companies = ["さくら商事", "富士建設", "港物流"];

/**
 * People of a story, who make trouble at the worst moments: they opt out and open deals when a mail is about to go or is
 * at SES's door, click as it arrives, and come in while their company's deal closes. Whoever gets no answer tries again.
 */
export const people = (around: Surroundings, workers: Pool, until: Instant): People => {
  const { sim, book, plan } = around;
  const accepted: Accepted[] = [];
  const jobs: string[] = [];
  const deals: string[] = [];
  const once = new Set<string>();
  const first = (what: string): boolean => !once.has(what) && once.add(what).has(what);
  let open = 0;
  let count = 0;

  const insist = async <T>(what: string, act: (engine: Engine) => Promise<T>): Promise<T> => {
    open += 1;
    for (;;)
      try {
        const answer = await workers.invoke("http", act);
        open -= 1;
        return answer;
      } catch (error) {
        if (sim.now() > until + 24 * HOUR_MS) throw new Error(`${what} never succeeds`, { cause: error });
        await sim.sleep(sim.between(2_000, 2 * MINUTE_MS));
      }
  };
  const later = (ms: number, act: () => Promise<void>): void =>
    sim.at(sim.now() + ms, () => {
      if (sim.now() < until) act().catch((error: unknown) => book.threw("people", error));
    });
  const leadAt = (company: string | undefined): Lead | undefined => {
    for (const item of around.truth.items()) {
      if (item.sk !== "lead") continue;
      const lead = fromItem(item);
      if (lead.company?.name === company) return lead;
    }
    return undefined;
  };

  const fillForm = async (email: string, company: string | undefined): Promise<void> => {
    const key = company === undefined ? undefined : companyKey(company);
    const { id } = await insist("form", (engine) =>
      accept(engine, {
        source: "newsletter",
        raw: "{}",
        key: { id: `form of ${email} at ${company ?? "home"}`, forDay: false },
        submission: {
          email,
          name: email.slice(0, 3),
          ...(company === undefined || key === undefined ? {} : { company: { key, name: company } }),
          attributes: {},
          tags: [],
          consent: { basis: "optIn", given: true },
          fields: {},
        },
      }),
    );
    accepted.push({ what: "form", cause: id });
  };
  const bringList = async (rows: string[]): Promise<void> => {
    const csv = new TextEncoder().encode(`会社名,e-mail\n${rows.join("\n")}\n`);
    const started = await insist("list", (engine) =>
      importLeads(engine, csv, { list: "expo", consent: "businessCard" }),
    );
    if (started.status === "refused") throw new Error(started.reason);
    jobs.push(started.job);
    for (const index of rows.keys()) accepted.push({ what: "row", cause: `${started.job}:${index + 2}` });
  };
  const tell = async (what: string, lead: string, cause: { id: string } & Parameters<typeof happen>[2]) => {
    // By the queue, as the tracking page does it, or at once, as a person inside does.
    if (what === "call") await insist(what, (engine) => happen(engine, lead, cause));
    else await insist(what, (engine) => send(engine, [{ kind: "cause", lead, cause }]));
    accepted.push({ what, cause: cause.id });
  };
  const click = (lead: string, mail: string): Promise<void> => {
    const at = sim.now();
    return tell("click", lead, {
      type: "clicked",
      id: `click ${lead} ${mail} ${count++}`,
      at,
      mail,
      template: mail.split("-")[1] ?? "",
      templateVersion: 1,
      link: 1,
      url: "https://example.com/guide",
      evidence: { method: "GET", occurredAt: at },
    });
  };
  /** More causes than a record remembers: late copies of the first ones have to be looked up in the timeline. */
  const flood = async (lead: string): Promise<void> => {
    if (!first("flood")) return;
    for (let part = 0; part < 9; part++) {
      const at = sim.now();
      const causes = Array.from({ length: 10 }, (_, n) => {
        const id = `visit ${lead} ${part * 10 + n}`;
        return { type: "tracked" as const, id, at, name: "page.viewed", properties: { n }, occurredAt: at };
      });
      await insist("visits", (engine) =>
        send(
          engine,
          causes.map((cause) => ({ kind: "cause", lead, cause })),
        ),
      );
      accepted.push(...causes.map(({ id }) => ({ what: "visit", cause: id })));
      await sim.sleep(sim.between(1_000, 10 * MINUTE_MS));
    }
  };
  const optOut = async (lead: string): Promise<void> => {
    if (first(`opt-out ${lead}`))
      await tell("opt-out", lead, { type: "optedOut", id: `opt-out ${lead}`, at: sim.now(), via: "unsubscribe" });
  };
  const call = (lead: string): Promise<void> =>
    tell("call", lead, {
      type: "called",
      id: `call ${lead} ${count++}`,
      at: sim.now(),
      outcome: "noAnswer",
      chips: {},
    });
  /** Somebody inside notes that a person without a company works there. */
  const move = async (name: string): Promise<void> => {
    const key = companyKey(name);
    const lead = leadAt(undefined);
    if (key === undefined || lead === undefined) return;
    await insist("move", (engine) => update(engine, lead, { company: { key, name } }, { at: sim.now(), by: "mori" }));
  };
  /** Somebody new, or somebody who was there and names a company only now. */
  const newcomer = (): string =>
    sim.chance(0.5) ? `late${count++}@example.com` : `form${Math.floor(sim.random() * 3)}@example.com`;
  const deal = async (company: string, person: boolean): Promise<void> => {
    if (!first(`deal ${company}`)) return;
    const id = `deal_${count++}`;
    const leadEmail = person ? leadAt(company)?.email : undefined;
    const now = sim.now();
    const step = (stage: string, modifiedAt: Instant) =>
      insist(`deal ${stage}`, (engine) =>
        change(
          engine,
          { id, company, stage, modifiedAt, ...(leadEmail === undefined ? {} : { leadEmail }) },
          { at: modifiedAt, cause: `crm ${stage}` },
        ),
      );
    await step("proposal", now);
    if (leadEmail !== undefined) deals.push(id);
    later(sim.between(10_000, 6 * HOUR_MS), async () => {
      // Somebody of that company comes in just as the deal closes.
      if (sim.chance(0.5))
        later(sim.between(1, 300), () => (sim.chance(0.7) ? fillForm(newcomer(), company) : move(company)));
      await step("lost", sim.now());
    });
  };

  book.hooks.authorised = ({ id, company }) => {
    if (sim.chance(0.08)) later(sim.between(1, 25 * MINUTE_MS), () => optOut(id));
    if (company !== undefined && sim.chance(0.08))
      later(sim.between(1, 20_000), () => deal(company.name, sim.chance(0.3)));
    if (sim.chance(0.15)) later(sim.between(1, 5_000), () => call(id));
    if (sim.chance(0.02)) later(sim.between(1, 5_000), () => flood(id));
  };
  book.hooks.reached = ({ id, company }, _, due) => {
    const around = (): number => Math.max(1, due - sim.now() + sim.between(1, 90_000));
    if (sim.chance(0.04)) later(around(), () => optOut(id));
    if (company !== undefined && sim.chance(0.08)) later(around(), () => deal(company.name, sim.chance(0.3)));
    if (sim.chance(0.1)) later(around(), () => call(id));
  };
  book.hooks.accepted = (lead, mail) => {
    if (sim.chance(0.5)) later(sim.between(5_000, 3 * HOUR_MS), () => click(lead, mail));
    if (sim.chance(0.1)) later(sim.between(1, 60_000), () => click(lead, mail));
    if (sim.chance(0.05)) later(sim.between(1, 25 * MINUTE_MS), () => optOut(lead));
  };
  const company = () => (sim.chance(0.7) ? companies[Math.floor(sim.random() * companies.length)] : undefined);
  const rows = Array.from({ length: 3 }, (_, n) => `${company() ?? ""},list${n}@example.com`);
  later(sim.between(1, MINUTE_MS), () => bringList(rows));
  for (let n = 0; n < 3; n++) {
    // One of them is on the list as well.
    const email = n === 0 && sim.chance(0.5) ? "list0@example.com" : `form${n}@example.com`;
    const at = company();
    const delayMs = sim.between(1, 10 * MINUTE_MS);
    later(delayMs, () => fillForm(email, at));
    // The provider did not wait for our answer.
    if (plan.doubles()) later(delayMs + sim.between(1, 60_000), () => fillForm(email, at));
  }
  return { accepted, jobs, deals, everyoneIsDone: () => open === 0 };
};
