import type { Mailer, MailOutcome, Outside, Queue, Table, World } from "@rekindle/core/world/world";
import type { Surroundings } from "@rekindle/local/run";
import { chance } from "./chance.ts";

/**
 * What may go wrong with one call of a port: it does nothing and fails; it does its work and its answer is lost; a
 * conditional write meets a conflict, or reports one though it went through, as the SDK's own retry does (`echo`); or the
 * process dies, before the call or right after it.
 */
export type Fault = "failBefore" | "failAfter" | "conflict" | "echo" | "crashBefore" | "crashAfter";
export const everyFault: Fault[] = ["failBefore", "failAfter", "conflict", "echo", "crashBefore", "crashAfter"];
/** The n-th call of any port, from 0; `port` such as `table.commit`. */
export type Call = { n: number; port: string };

export class Crash extends Error {}

export type Faults = {
  /** From now on nothing goes wrong. */
  end(): void;
  /** The ports that were called, in order. */
  calls: string[];
  isDead(): boolean;
  wrap(parts: Surroundings): Surroundings;
};

/** Ports that fail as planned. After a crash every further call fails, until a new process is made on the same data. */
export const faults = (plan: (call: Call) => Fault | undefined): Faults => {
  const calls: string[] = [];
  let dead = false;
  let over = false;
  const die = (): never => {
    dead = true;
    throw new Crash("The process died");
  };
  /** `failed` is how this port says that it does not know; without it, the call rejects. */
  const around =
    <Args extends unknown[], Answer>(
      port: string,
      act: (...args: Args) => Promise<Answer>,
      {
        conflict,
        failed,
      }: { conflict?: (...args: Args) => Answer | undefined; failed?: (...args: Args) => Answer } = {},
    ) =>
    async (...args: Args): Promise<Answer> => {
      if (dead) return die();
      const fault = over ? undefined : plan({ n: calls.push(port) - 1, port });
      const fail = (): Answer => {
        if (failed !== undefined) return failed(...args);
        throw Object.assign(new Error(`No answer from ${port}`), { name: "TimeoutError" });
      };
      switch (fault) {
        case undefined:
          return act(...args);
        case "failBefore":
          return fail();
        case "failAfter":
          await act(...args);
          return fail();
        case "conflict":
          return conflict?.(...args) ?? act(...args);
        case "echo": {
          const answer = await act(...args);
          return conflict?.(...args) ?? answer;
        }
        case "crashBefore":
          return die();
        case "crashAfter":
          await act(...args);
          return die();
        default:
          return fault satisfies never;
      }
    };
  const unanswered = (name: string): MailOutcome & { status: "unknown" } => ({
    status: "unknown",
    reason: `no answer from ${name}`,
  });
  const table = (real: Table): Table => ({
    get: around("table.get", real.get),
    getMany: around("table.getMany", real.getMany),
    query: around("table.query", real.query),
    listed: around("table.listed", real.listed),
    due: around("table.due", real.due),
    put: around("table.put", real.put),
    // What must not exist conflicts only if it does.
    commit: around("table.commit", real.commit, {
      conflict: (writes) =>
        writes.every(({ expect }) => expect > 0) ? writes.map(() => "conflict" as const) : undefined,
    }),
    transact: around("table.transact", real.transact, {
      conflict: (writes) => (writes.some(({ expect }) => expect > 0) ? "conflict" : undefined),
    }),
    remove: around("table.remove", real.remove),
  });
  const queue = (real: Queue): Queue => ({ send: around("queue.send", real.send) });
  const mailer = (real: Mailer): Mailer => ({
    send: around("mailer.send", real.send, { failed: ({ mails }) => mails.map(() => unanswered("SES")) }),
    account: around("mailer.account", real.account),
  });
  const outside = (real: Outside): Outside => ({
    post: around("outside.post", real.post, { failed: () => unanswered("the other side") }),
  });
  const world = (real: World): World => ({
    ...real,
    table: table(real.table),
    queue: queue(real.queue),
    mailer: mailer(real.mailer),
    outside: outside(real.outside),
  });
  return {
    calls,
    end: () => {
      over = true;
    },
    isDead: () => dead,
    wrap: ({ world: real, queue: receiver, ses }) => ({ world: world(real), queue: receiver, ses }),
  };
};

/** Each call has one of these faults with the probability. */
export const atRandom = (seed: number, probability: number, kinds: Fault[]): ((call: Call) => Fault | undefined) => {
  const random = chance(seed);
  return () => (random() < probability ? kinds[Math.floor(random() * kinds.length)] : undefined);
};

/**
 * Numbers of the calls at which a fault is one of its own. Conditional writes alone meet conflicts; after a read that nobody
 * hears the answer of, the world is as if it had not been made.
 */
export const placesFor = (fault: Fault, calls: string[]): number[] =>
  calls.flatMap((port, n) => {
    if (fault === "conflict" || fault === "echo") return /commit|transact/.test(port) ? [n] : [];
    return fault.endsWith("After") && /get|query|listed|due/.test(port) ? [] : [n];
  });

/** Only the n-th call has the fault. */
export const onlyAt =
  (at: number, fault: Fault) =>
  ({ n }: Call): Fault | undefined =>
    n === at ? fault : undefined;

/** Only the first call of this port has it. */
export const onlyFirst = (port: string, fault: Fault): ((call: Call) => Fault | undefined) => {
  let over = false;
  return (call) => {
    if (over || call.port !== port) return undefined;
    over = true;
    return fault;
  };
};
