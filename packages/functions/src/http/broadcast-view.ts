import { type Broadcast, definitionOf, MAIL_STEP } from "@rekindle/core/engine/broadcasts";
import { tryBulk } from "@rekindle/core/engine/bulk";
import type { Engine } from "@rekindle/core/engine/engine";
import { findJob } from "@rekindle/core/engine/job";
import { report } from "@rekindle/core/engine/report";
import { withDraft } from "@rekindle/core/preview/with-draft";
import { compile } from "@rekindle/core/workflows/compile";
import { type Ctx, now } from "./env.ts";
import { iso } from "./iso.ts";
import { FilterInput, filterOf } from "./lead-filter.ts";
import { Refusal } from "./problem.ts";

/** Who would get it at its time, who waits and who is held back, each with the reason: by the engine's own decision. */
export const previewOf = async (c: Ctx, broadcast: Broadcast) => {
  const { engine } = c.var;
  const { graph, problems } = compile(broadcast.id, 1, definitionOf(broadcast));
  if (graph === undefined) throw new Refusal(422, "It cannot be sent like this", problems);
  const filter = await filterOf(c, FilterInput.parse(broadcast.audience));
  const at = Math.max(now(c), broadcast.startAt ?? 0);
  return tryBulk(engine, { kind: "enrol", workflow: broadcast.id }, { filter }, (given) => ({
    ...given,
    now: at,
    catalogue: withDraft(given.catalogue, graph),
  }));
};

/** As lists show it: state, how far it is, what came of it. */
export const summaryOf = async (engine: Engine, broadcast: Broadcast) => {
  const { launched, createdAt, startAt, ...rest } = broadcast;
  const base = { ...rest, createdAt: iso(createdAt), startAt: startAt === undefined ? null : iso(startAt) };
  if (launched === undefined) return { ...base, state: "draft" as const, launched: null, progress: null };
  const [job, closing, found] = await Promise.all([
    findJob(engine, launched.job),
    findJob(engine, launched.closing),
    report(engine, broadcast.id),
  ]);
  const [newest] = found?.versions ?? [];
  const step = newest?.steps.find(({ id }) => id === MAIL_STEP);
  const waiting = step?.waiting ?? 0;
  const isOver = job?.state !== "running" && (closing?.state !== "running" || waiting === 0);
  const at = engine.world.clock.now();
  const state =
    launched.stoppedAt !== undefined
      ? ("stopped" as const)
      : isOver
        ? ("done" as const)
        : at < launched.startAt
          ? ("scheduled" as const)
          : ("sending" as const);
  return {
    ...base,
    state,
    launched: {
      at: iso(launched.at),
      startAt: iso(launched.startAt),
      until: iso(launched.until),
      stoppedAt: launched.stoppedAt === undefined ? null : iso(launched.stoppedAt),
    },
    progress: {
      job: job === undefined ? null : { id: job.id, state: job.state, done: job.done, total: job.total },
      entered: newest?.entered ?? 0,
      refused: job?.bulk?.refused ?? {},
      waiting,
      sent: step?.sent ?? 0,
      delivered: step?.delivered ?? 0,
      clicked: step?.clicked ?? 0,
      left: newest?.left ?? {},
    },
  };
};

export const shownWith = (c: Ctx, broadcast: Broadcast) => summaryOf(c.var.engine, broadcast);
