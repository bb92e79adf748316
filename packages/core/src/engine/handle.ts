import type { Cause } from "../leads/cause.ts";
import * as Company from "./company.ts";
import { tellCompanies } from "./deals.ts";
import type { Engine } from "./engine.ts";
import { wipe } from "./erase.ts";
import { runJob } from "./jobs.ts";
import { type Message, parse, send } from "./message.ts";
import { park } from "./park.ts";
import { takePayload } from "./payloads.ts";
import { type Job, work } from "./work.ts";

/** Ids of the messages that could not be handled and should come again. */
export type Failed = string[];

/**
 * Handles a batch of queue messages. Messages for one lead are worked on together; a lead that fails is queued again by
 * itself, and parked when it fails alone: it stops nobody else (guarantee 9).
 */
export const handle = async (engine: Engine, messages: { id: string; body: string }[]): Promise<Failed> => {
  const failed: Failed = [];
  const forLeads = new Map<string, { causes: Cause[]; tries: number; alone: boolean }>();
  const at = engine.world.clock.now();
  const add = (lead: string, cause: Cause, tries: number, alone: boolean) => {
    const known = forLeads.get(lead) ?? { causes: [], tries: 0, alone };
    const double = cause.type === "look" && known.causes.some(({ type }) => type === "look");
    forLeads.set(lead, {
      causes: double ? known.causes : [...known.causes, cause],
      tries: Math.max(known.tries, tries),
      alone: known.alone && alone,
    });
  };
  for (const { id, body } of messages) {
    try {
      const message = parse(body);
      switch (message.kind) {
        case "look":
          for (const lead of message.leads)
            add(lead, { type: "look", at }, message.tries ?? 0, message.leads.length === 1);
          break;
        case "cause":
          add(message.lead, message.cause, message.tries ?? 0, true);
          break;
        case "company": {
          const seen = await Company.seen(engine, message.company);
          for (const lead of message.leads)
            add(lead, { type: "company", company: message.company, seen, at }, 0, false);
          break;
        }
        case "payload":
          await takePayload(engine, message.source, message.payload);
          break;
        case "deal":
          await tellCompanies(engine, message.deal);
          break;
        case "job":
          await runJob(engine, message.job);
          break;
        default:
          message satisfies never;
      }
    } catch (error) {
      failed.push(id);
      engine.world.log("message.failed", { message: id, error: textOf(error) });
    }
  }
  const jobs = [...forLeads].map(([lead, { causes }]) => ({ lead, causes }));
  for (let at = 0; at < jobs.length; at += BATCH) await workOn(engine, jobs.slice(at, at + BATCH), forLeads);
  return failed;
};

/** Leads that one round of the protocol takes together (hot-path.md, 3). */
const BATCH = 100;

const workOn = async (engine: Engine, jobs: Job[], known: Map<string, { tries: number }>): Promise<void> => {
  for (const result of await work(engine, jobs)) {
    if (result.status === "conflict") throw new Error("A conflict without a partner");
    if (result.status === "done" && result.record.erased !== undefined) await wipe(engine, result.lead);
    if (result.status !== "failed") continue;
    const causes = jobs.find(({ lead }) => lead === result.lead)?.causes ?? [];
    const tries = (known.get(result.lead)?.tries ?? 0) + 1;
    const trace = causes.find((cause) => cause.trace !== undefined)?.trace;
    engine.world.log("lead.failed", {
      lead: result.lead,
      tries,
      error: textOf(result.error),
      ...(trace === undefined ? {} : { trace }),
    });
    if (tries >= 2 && jobs.length === 1) await park(engine, result.lead, causes, result.error);
    else if (tries >= 2) await workAlone(engine, result.lead, causes);
    else
      await send(
        engine,
        causes.map(
          (cause): Message =>
            cause.type === "look"
              ? { kind: "look", leads: [result.lead], tries }
              : { kind: "cause", lead: result.lead, cause, tries },
        ),
      );
  }
};

const workAlone = async (engine: Engine, lead: string, causes: Cause[]): Promise<void> => {
  const [result] = await work(engine, [{ lead, causes }]);
  if (result?.status === "failed") await park(engine, lead, causes, result.error);
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
