import type { Instant } from "@rekindle/core/world/world";
import type { Sim } from "./sim.ts";

/** What may go wrong with one call of a port. */
export const kinds = [
  /** Nothing happened, and the caller gets an error. */
  "failBefore",
  /** It happened, and the answer was lost. */
  "failAfter",
  /** Seconds pass before it happens. */
  "delay",
  /** Refused for lack of capacity. */
  "throttle",
  /** A part of the batch happened, then an error. */
  "partial",
  /** It happened, and reports a conflict, as a retry by the SDK would. */
  "echo",
  /** A conflict that nobody is to blame for: DynamoDB's TransactionConflict. */
  "conflict",
  /** An eventually consistent answer, seconds old. */
  "stale",
  /** The worker dies before the call, or right after it. */
  "dieBefore",
  "dieAfter",
  /** The worker stands still for up to an hour, and goes on as if nothing were. */
  "pause",
] as const;
export type Kind = (typeof kinds)[number];

export type Asked = { site: string; port: string; possible: Kind[] };

/** All that goes wrong in one run. */
export type Plan = {
  /** Of the clocks of workers, in ms. */
  skewMs: number;
  /** How long a worker may use the catalogue that it has read. */
  catalogueLifeMs: number;
  /** Each call of a port asks once. */
  faultAt(asked: Asked): Kind | undefined;
  /** Handled, and the acknowledgement is lost. */
  forgetsAck(): boolean;
  /** A message, stream batch or tick that comes twice. */
  doubles(): boolean;
  /** When an event of SES reaches its queue, in ms after it happened; once per element, never if empty. */
  eventDelaysMs(): number[];
  /** How much later than it could a message is handed over: what makes messages overtake each other. */
  jitterMs(): number;
};

const calm: Plan = {
  skewMs: 0,
  catalogueLifeMs: 0,
  faultAt: () => undefined,
  forgetsAck: () => false,
  doubles: () => false,
  eventDelaysMs: () => [500],
  jitterMs: () => 0,
};

/** Nothing goes wrong; every call is told to `note`. */
export const survey = (note: (asked: Asked) => void): Plan => ({
  ...calm,
  faultAt: (asked) => {
    note(asked);
    return undefined;
  },
});

/** The n-th call at one site has one fault, and nothing else goes wrong. `n` from 0. */
export const single = ({ site, kind, n }: { site: string; kind: Kind; n: number }): Plan => {
  let seen = 0;
  return {
    ...calm,
    faultAt: (asked) => (asked.site === site && asked.possible.includes(kind) && seen++ === n ? kind : undefined),
  };
};

/** Everything may go wrong until `until`; what, and how often, differs from run to run. */
export const storm = (sim: Sim, until: Instant): Plan => {
  const is = (): boolean => sim.now() < until;
  const usual = kinds.filter((kind) => kind !== "pause" && !kind.startsWith("die"));
  const weights = new Map<Kind, number>(usual.map((kind) => [kind, sim.chance(0.4) ? 0.001 + sim.random() * 0.03 : 0]));
  for (const kind of ["dieBefore", "dieAfter", "pause"] as const)
    weights.set(kind, sim.chance(0.5) ? 0.002 + sim.random() * 0.01 : 0);
  const of = (most: number): number => (sim.chance(0.5) ? sim.random() * most : 0);
  const rates = { ack: of(0.2), double: of(0.3), lost: of(0.6), late: of(0.4), twice: of(0.5), jitter: of(1) };
  return {
    skewMs: sim.chance(0.3) ? 0 : sim.between(50, 20_000),
    catalogueLifeMs: sim.chance(0.5) ? 0 : 60_000,
    faultAt: ({ possible }) => {
      if (!is()) return undefined;
      let left = sim.random();
      for (const kind of possible) {
        left -= weights.get(kind) ?? 0;
        if (left < 0) return kind;
      }
      return undefined;
    },
    forgetsAck: () => is() && sim.chance(rates.ack),
    doubles: () => is() && sim.chance(rates.double),
    eventDelaysMs: () => {
      if (!is()) return [500];
      if (sim.chance(rates.lost)) return [];
      const one = () => (sim.chance(rates.late) ? sim.between(60_000, 4 * 3_600_000) : sim.between(100, 20_000));
      return sim.chance(rates.twice) ? [one(), one()] : [one()];
    },
    jitterMs: () => (is() && sim.chance(rates.jitter) ? sim.between(5, 20_000) : 0),
  };
};
