import { current } from "@rekindle/core/engine/catalogue";
import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import type { Engine } from "@rekindle/core/engine/engine";
import { erase } from "@rekindle/core/engine/erase";
import { update } from "@rekindle/core/engine/identity";
import { importLeads } from "@rekindle/core/engine/imports";
import { send } from "@rekindle/core/engine/message";
import { accept } from "@rekindle/core/engine/payloads";
import * as Publish from "@rekindle/core/engine/publish";
import type { Cause } from "@rekindle/core/leads/cause";
import { companyKey } from "@rekindle/core/leads/company";
import type { Lead } from "@rekindle/core/leads/lead";
import type { Instant } from "@rekindle/core/world/world";
import type { Pool } from "./process.ts";
import type { Surroundings } from "./world.ts";

/** A cause that somebody outside was told is accepted: it has to be in a timeline, once. */
export type Accepted = { what: string; cause: string; who: string };
/** What was asked of the product from outside, and accepted. */
export type Asked = {
  accepted: Accepted[];
  jobs: string[];
  deals: string[];
  /** Lead ids and addresses of people who were to be erased: what comes of them later need not be anywhere. */
  erased: Set<string>;
  /** The points of everybody are to be those of the newest model. */
  remodelled: boolean;
  everyoneIsDone(): boolean;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What people and other systems do. Whoever gets no answer tries again, until it works. */
export const acts = ({ sim }: Pick<Surroundings, "sim">, workers: Pool, until: Instant) => {
  const asked: Asked = {
    accepted: [],
    jobs: [],
    deals: [],
    erased: new Set(),
    remodelled: false,
    everyoneIsDone: () => open === 0,
  };
  const { accepted, jobs, deals } = asked;
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
  /** By the queue, as the tracking page does it, or at once, as a person inside does. */
  const tell = async (how: "queue" | "now", what: string, lead: string, causes: (Cause & { id: string })[]) => {
    if (how === "queue") {
      const messages = causes.map((cause) => ({ kind: "cause" as const, lead, cause }));
      await insist(what, (engine) => send(engine, messages));
    } else for (const cause of causes) await insist(what, (engine) => happen(engine, lead, cause));
    accepted.push(...causes.map(({ id: cause }) => ({ what, cause, who: lead })));
  };

  return {
    asked,
    /** A number that is given once. */
    next: (): number => count++,
    /** `delivery` is the provider's id of it. */
    fillForm: async (delivery: number, email: string, company: string | undefined): Promise<void> => {
      const key = company === undefined ? undefined : companyKey(company);
      const { id } = await insist("form", (engine) =>
        accept(engine, {
          source: "newsletter",
          raw: "{}",
          key: { id: `form ${delivery}`, forDay: false },
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
      accepted.push({ what: "form", cause: id, who: email });
    },
    bringList: async (rows: string[]): Promise<void> => {
      const csv = new TextEncoder().encode(`会社名,e-mail\n${rows.join("\n")}\n`);
      const started = await insist("list", (engine) =>
        importLeads(engine, csv, { list: "expo", consent: "businessCard" }),
      );
      if (started.status === "refused") throw new Error(started.reason);
      jobs.push(started.job);
      for (const [index, row] of rows.entries())
        accepted.push({ what: "row", cause: `${started.job}:${index + 2}`, who: row.split(",")[1] ?? "" });
    },
    click: (lead: string, mail: string): Promise<void> => {
      const at = sim.now();
      const click: Cause & { id: string } = {
        type: "clicked",
        id: `click ${lead} ${mail} ${count++}`,
        at,
        mail,
        template: mail.split("-")[1] ?? "",
        templateVersion: 1,
        link: 1,
        url: "https://example.com/guide",
        evidence: { method: "GET", occurredAt: at },
      };
      return tell("queue", "click", lead, [click]);
    },
    /** Page views, ten at a time. */
    visit: (lead: string): Promise<void> => {
      const at = sim.now();
      const visits = Array.from({ length: 10 }, (_, n): Cause & { id: string } => {
        const id = `visit ${lead} ${count++}`;
        return { type: "tracked", id, at, name: "page.viewed", properties: { n }, occurredAt: at };
      });
      return tell("queue", "visit", lead, visits);
    },
    optOut: (lead: string): Promise<void> =>
      tell("queue", "opt-out", lead, [{ type: "optedOut", id: `opt-out ${lead}`, at: sim.now(), via: "unsubscribe" }]),
    call: (lead: string): Promise<void> =>
      tell("now", "call", lead, [
        { type: "called", id: `call ${lead} ${count++}`, at: sim.now(), outcome: "noAnswer", chips: {} },
      ]),
    /** Somebody inside notes where a person works. */
    move: async (lead: Lead, name: string): Promise<void> => {
      const key = companyKey(name);
      if (key === undefined) return;
      await insist("move", (engine) => update(engine, lead, { company: { key, name } }, { at: sim.now(), by: "mori" }));
    },
    forget: async ({ id, email }: Lead): Promise<void> => {
      const at = sim.now();
      asked.erased.add(id).add(email);
      await insist("erasure", (engine) => erase(engine, id, { at, by: "mori" }));
    },
    /** The same workflow as another version: whoever is inside goes on with the old one. */
    publish: async (workflow: string): Promise<void> => {
      await insist("publication", (engine) => Publish.publishWorkflow(engine, workflow));
    },
    /** Everybody is counted anew, under a model that gives more for the same. */
    remodel: async (): Promise<void> => {
      await insist("scoring", async (engine) => {
        const { scoring } = await current(engine);
        const signals = scoring.signals.map((signal) => ({ ...signal, points: signal.points * 2 }));
        await Publish.publishScoring(engine, { ...scoring, signals });
      });
      asked.remodelled = true;
    },
    deal: async (deal: { id: string; company: string; stage: string; leadEmail?: string }): Promise<void> => {
      const at = sim.now();
      await insist(`deal ${deal.stage}`, (engine) =>
        change(engine, { ...deal, modifiedAt: at }, { at, cause: `crm ${deal.stage}` }),
      );
      if (deal.leadEmail !== undefined && !deals.includes(deal.id)) deals.push(deal.id);
    },
  };
};
