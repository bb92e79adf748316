import type { Kind } from "./plan.ts";
import type { Process } from "./process.ts";
import { siteOf } from "./site.ts";
import type { Surroundings } from "./world.ts";

/** How old an eventually consistent answer may be. */
export const LAG_MS = 1_500;
const MINUTE_MS = 60_000;

/** A call of a port, and in which ways it can go wrong. */
type Call<Answer> = {
  act(): Promise<Answer>;
  /** How the port says that nobody knows; without it the call rejects. */
  lost?(): Answer;
  /** How it says that it had no capacity. */
  refused?(): Answer;
  conflict?(): Answer;
  echo?(): Answer;
  stale?(): Promise<Answer>;
  /** Does half of it; then the call rejects. */
  part?(): Promise<unknown>;
  /** Does half of it, and says so. */
  some?(): Promise<Answer>;
  /** The client gives up after ten seconds, so the call is not made later than that. */
  patience?: "seconds";
};
export type Through = <Answer>(port: string, call: Call<Answer>) => Promise<Answer>;

export class Injected extends Error {}

const possible = <Answer>({ echo, conflict, stale, part, some }: Call<Answer>): Kind[] => [
  "failBefore",
  "failAfter",
  "delay",
  "throttle",
  ...(part === undefined && some === undefined ? [] : (["partial"] as const)),
  ...(echo === undefined ? [] : (["echo"] as const)),
  ...(conflict === undefined ? [] : (["conflict"] as const)),
  ...(stale === undefined ? [] : (["stale"] as const)),
  "dieBefore",
  "dieAfter",
  "pause",
];

/** The way of every call: the request travels, something happens, the answer travels; on the way things go wrong. */
export const through =
  (process: () => Process, { sim, plan, book, isOver }: Surroundings): Through =>
  async (port, call) => {
    const self = process();
    const gone = () => self.dead || isOver();
    const forEver = () => new Promise<never>(() => undefined);
    if (gone()) return forEver();
    const site = siteOf(port);
    const kind = plan.faultAt({ site, port, possible: possible(call) });
    if (kind !== undefined) book.fault(self, { site, kind });
    const travel = () => sim.sleep(sim.between(1, 15));
    const pause = () => sim.sleep(sim.between(MINUTE_MS, 60 * MINUTE_MS));
    const die = () => {
      self.die();
      return forEver();
    };
    const unanswered = () => {
      if (call.lost !== undefined) return call.lost();
      throw Object.assign(new Injected(`No answer from ${port}`), { name: "TimeoutError" });
    };

    const pausesFirst = kind === "pause" && call.patience === undefined && sim.chance(0.5);
    if (pausesFirst) await pause();
    if (kind === "delay") await sim.sleep(sim.between(1_000, 9_000));
    await travel();
    if (gone()) return forEver();
    if (kind === "dieBefore") return die();
    if (kind === "failBefore") return unanswered();
    if (kind === "throttle") {
      if (call.refused !== undefined) return call.refused();
      throw Object.assign(new Injected(`${port} is throttled`), { name: "ThrottlingException" });
    }
    if (kind === "conflict" && call.conflict !== undefined) return call.conflict();

    book.acts(self);
    if (kind === "partial" && call.part !== undefined) {
      await sim.real(call.part);
      await travel();
      return gone() ? forEver() : unanswered();
    }
    const act = kind === "stale" ? (call.stale ?? call.act) : kind === "partial" ? (call.some ?? call.act) : call.act;
    const answer = await sim.real(act);
    if (kind === "dieAfter") return die();
    await travel();
    if (kind === "pause" && !pausesFirst) await pause();
    if (gone()) return forEver();
    if (kind === "failAfter") return unanswered();
    return kind === "echo" && call.echo !== undefined ? call.echo() : answer;
  };
