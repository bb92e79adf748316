import type { Mailing, MailOutcome, QueueMessage, World } from "@rekindle/core/world/world";
import type { Process } from "./process.ts";
import { LAG_MS, type Through, through } from "./through.ts";
import { lagging, type Truth, without } from "./truth.ts";
import type { Surroundings } from "./world.ts";

/** The ports of one worker: every call costs time, and goes wrong as the plan says. */
export const portsOf = (process: () => Process, around: Surroundings): World => {
  const { sim, truth, queue, mailer, outside, seal, ids } = around;
  const call = through(process, around);
  return {
    clock: { now: () => sim.now() + process().skewMs, wait: sim.sleep },
    ids,
    seal,
    log: (event, fields) => around.log(process(), event, fields),
    table: table(call, truth, (companies) => around.book.read(process(), companies)),
    queue: {
      send: (messages) =>
        call("queue.send", {
          act: () => queue.send(messages),
          ...(messages.length > 1 ? { part: () => queue.send(half(messages)) } : {}),
        }),
    },
    mailer: {
      send: (mailing) => {
        around.book.calling(process(), mailing);
        const sending = (part: Mailing) => around.book.accepting(process(), part, () => mailer.send(part));
        return call("mailer.send", {
          act: () => sending(mailing),
          lost: () => mailing.mails.map(unanswered),
          refused: () => mailing.mails.map(throttled),
          patience: "seconds",
          ...(mailing.mails.length > 1
            ? {
                some: async () => {
                  const mails = half(mailing.mails);
                  const answers = await sending({ ...mailing, mails });
                  const rest = sim.chance(0.5) ? unanswered : throttled;
                  return mailing.mails.map((_, index) => answers[index] ?? rest());
                },
              }
            : {}),
        });
      },
      account: () => call("mailer.account", { act: mailer.account }),
    },
    outside: {
      post: (request) =>
        call("outside.post", {
          act: () => outside.post(request),
          lost: () => ({ status: "unknown", reason: "no answer" }),
          refused: () => ({ status: 429, body: "" }),
        }),
    },
  };
};

const half = <T>(all: T[]): T[] => all.slice(0, Math.ceil(all.length / 2));
const unanswered = (): MailOutcome => ({ status: "unknown", reason: "no answer from SES" });
const throttled = (): MailOutcome => ({ status: "refused", reason: "Maximum sending rate exceeded.", retry: true });

const table = (call: Through, truth: Truth, looked: (companies: string[]) => void): World["table"] => ({
  get: (key, read) =>
    call("table.get", {
      act: () => truth.get(key, read),
      ...(read === undefined ? { stale: async () => (await truth.stale([key], LAG_MS))[0] } : {}),
    }),
  getMany: (keys, read) =>
    call("table.getMany", {
      act: async () => {
        const items = await truth.getMany(keys, read);
        const companies = keys.filter(({ sk }) => sk === "company").map(({ pk }) => pk.slice("company#".length));
        if (read === "consistent") looked(companies);
        return items;
      },
      ...(read === undefined ? { stale: () => truth.stale(keys, LAG_MS) } : {}),
    }),
  query: (query) =>
    call("table.query", {
      act: () => truth.query(query),
      ...(query.read === undefined ? { stale: async () => lagging(await truth.query(query), truth, LAG_MS) } : {}),
    }),
  listed: (query) =>
    call("table.listed", {
      act: () => truth.listed(query),
      stale: async () => lagging(await truth.listed(query), truth, LAG_MS),
    }),
  due: (query) =>
    call("table.due", {
      act: () => truth.due(query),
      stale: async () => without(await truth.due(query), truth, LAG_MS),
    }),
  put: (items) =>
    call("table.put", {
      act: () => truth.put(items),
      ...(items.length > 1 ? { part: () => truth.put(half(items)) } : {}),
    }),
  commit: (writes) =>
    call("table.commit", {
      act: () => truth.commit(writes),
      echo: () => writes.map(() => "conflict" as const),
      ...(writes.every(({ expect }) => expect > 0) ? { conflict: () => writes.map(() => "conflict" as const) } : {}),
      ...(writes.length > 1 ? { part: () => truth.commit(half(writes)) } : {}),
    }),
  transact: (writes) =>
    call("table.transact", {
      act: () => truth.transact(writes),
      echo: () => "conflict",
      conflict: () => "conflict",
    }),
  remove: (keys) =>
    call("table.remove", {
      act: () => truth.remove(keys),
      ...(keys.length > 1 ? { part: () => truth.remove(half(keys)) } : {}),
    }),
});

/** Messages are stored twice, and later than they could be. */
export const troubled = (messages: QueueMessage[], { plan }: Pick<Surroundings, "plan">): QueueMessage[] =>
  messages.flatMap((message) =>
    (plan.doubles() ? [message, message] : [message]).map((one) => ({
      ...one,
      delayMs: (one.delayMs ?? 0) + plan.jitterMs(),
    })),
  );
