import type { Definition, Window } from "../workflows/definition.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import { startBulk } from "./bulk.ts";
import { stopBulk } from "./bulk-undo.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import type { Filter } from "./lead-listing.ts";
import { publishWorkflow, setState } from "./publish.ts";
import type { WorkflowDraft } from "./workflow-draft.ts";

/**
 * A one-off mail: a workflow of one mail, and everybody of an audience enrolled into it at a time. So the gate, the caps, the
 * outbox and the report are those of every other mail. `audience` as it was asked for; `perHour`: so many people an hour.
 */
export type Broadcast = {
  id: string;
  name: string;
  template: string;
  audience: Record<string, string>;
  /** Absent: at once when launched. */
  startAt?: Instant;
  window?: Window;
  perHour?: number;
  createdAt: Instant;
  by?: string;
  launched?: Launched;
};
/** `until`: whoever could not be mailed by then is not mailed any more. Jobs: letting people in, and taking out who is left. */
export type Launched = {
  at: Instant;
  startAt: Instant;
  until: Instant;
  job: string;
  closing: string;
  stoppedAt?: Instant;
};

/** The only step. */
export const MAIL_STEP = "mail";
/** A mail that is still held back after so long is no news any more. */
const KEPT_FOR = "P3D";
const FUNCTION_LIFE_MS = 60_000;
const HOUR_MS = 3_600_000;

export const definitionOf = ({ name, template, window }: Omit<Broadcast, "id" | "createdAt">): Definition => ({
  name,
  triggers: [{ kind: "manual" }],
  entry: { reentry: "never" },
  exits: [],
  priority: 50,
  ...(window === undefined ? {} : { window }),
  steps: [{ id: MAIL_STEP, kind: "email", template, onRefused: "defer" }],
});

export const findBroadcast = async ({ world }: Engine, id: string): Promise<Broadcast | undefined> => {
  const item = await world.table.get(keys.broadcast(id), "consistent");
  return item === undefined ? undefined : bodyOf<Broadcast>(item);
};

/** The draft and its workflow, which stands in no list of workflows. False: it was launched and stays as it is. */
export const keepBroadcast = async (engine: Engine, broadcast: Broadcast): Promise<boolean> => {
  if ((await findBroadcast(engine, broadcast.id))?.launched !== undefined) return false;
  const draft: WorkflowDraft = {
    id: broadcast.id,
    definition: definitionOf(broadcast),
    updatedAt: engine.world.clock.now(),
  };
  await engine.world.table.put([
    { ...keys.draft("workflow", broadcast.id), rev: 1, body: JSON.stringify(draft) },
    itemOf(broadcast),
  ]);
  return true;
};

/** Only what was never launched can go. */
export const removeBroadcast = async (engine: Engine, id: string): Promise<boolean> => {
  const known = await findBroadcast(engine, id);
  if (known === undefined || known.launched !== undefined) return false;
  await engine.world.table.remove([keys.broadcast(id), keys.draft("workflow", id)]);
  return true;
};

export type Launching =
  | { status: "launched"; broadcast: Broadcast }
  | { status: "refused"; problems: { path: string; message: string }[] };

/** From here on it goes by itself: at its time people are let in, and later whoever is left is taken out. */
export const launch = async (
  engine: Engine,
  broadcast: Broadcast,
  { filter, people, by }: { filter: Filter; people: number; by?: string },
): Promise<Launching> => {
  const { world, config } = engine;
  const published = await publishWorkflow(engine, broadcast.id);
  if (published.status === "missing") throw new Error(`${broadcast.id} has no workflow`);
  if (published.status === "refused") return published;
  const now = world.clock.now();
  // Workers hold the old catalogue for its life, and would not know the workflow.
  const soonest = config.catalogueLifeMs === 0 ? now : now + config.catalogueLifeMs + FUNCTION_LIFE_MS;
  const startAt = Math.max(soonest, broadcast.startAt ?? now);
  const { settings } = await current(engine);
  const takesMs = broadcast.perHour === undefined ? 0 : (people / broadcast.perHour) * HOUR_MS;
  const until = Calendar.add(startAt + takesMs, KEPT_FOR, settings.timeZone);
  const { id, perHour } = broadcast;
  const who = by === undefined ? {} : { by };
  const closing = await startBulk(
    engine,
    { kind: "leave", workflow: id, reason: "expired" },
    standing(id, published.version),
    {
      total: 0,
      startAt: until,
      ...who,
    },
  );
  const job = await startBulk(
    engine,
    { kind: "enrol", workflow: id },
    { filter },
    {
      total: people,
      startAt,
      ...(perHour === undefined ? {} : { pace: paceOf(perHour) }),
      ...who,
    },
  );
  const next: Broadcast = { ...broadcast, launched: { at: now, startAt, until, job, closing } };
  await world.table.put([itemOf(next)]);
  return { status: "launched", broadcast: next };
};

/** Nobody else is let in, and whoever still waits for the mail is taken out. What was sent was sent. */
export const stop = async (engine: Engine, broadcast: Broadcast, by?: string): Promise<Broadcast> => {
  const { launched, id } = broadcast;
  if (launched === undefined || launched.stoppedAt !== undefined) return broadcast;
  await setState(engine, id, "paused");
  await Promise.all([stopBulk(engine, launched.job), stopBulk(engine, launched.closing)]);
  const version = (await current(engine)).workflows[id]?.version ?? 1;
  const who = by === undefined ? {} : { by };
  const closing = await startBulk(engine, { kind: "leave", workflow: id, reason: "stopped" }, standing(id, version), {
    total: 0,
    ...who,
  });
  const next: Broadcast = { ...broadcast, launched: { ...launched, closing, stoppedAt: engine.world.clock.now() } };
  await engine.world.table.put([itemOf(next)]);
  return next;
};

const standing = (workflow: string, version: number) => ({ filter: { at: { workflow, version, step: MAIL_STEP } } });

/** Small portions, so that the hour is filled evenly. */
const paceOf = (perHour: number) => {
  const people = Math.min(50, Math.max(1, Math.ceil(perHour / 12)));
  return { people, everyMs: Math.round((people / perHour) * HOUR_MS) };
};

const itemOf = (broadcast: Broadcast) => ({
  ...keys.broadcast(broadcast.id),
  rev: 1,
  body: JSON.stringify(broadcast),
  list: { in: "broadcasts", by: `${String(broadcast.createdAt).padStart(15, "0")}#${broadcast.id}` },
});
