import * as Engine from "@rekindle/core/engine/engine";
import * as Sqlite from "@rekindle/core/world/sqlite";
import { changes as changesOf } from "@rekindle/core/world/sqlite-changes";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Mailing, World } from "@rekindle/core/world/world";
import { app } from "@rekindle/functions/http/app";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import { handlersOf } from "@rekindle/local/handlers";
import { onTestFinished } from "vitest";
import { start } from "./lab.ts";

const key = "rk_of_the_tests";
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Called with `app.request()`: no socket, no SES, a clock that is set by hand, ids that count, every mail recorded. */
export const memoryEngine = (wrap: (world: World) => World = (world) => world) => {
  const db = Sqlite.open(":memory:");
  onTestFinished(() => db.close());
  let now = start;
  let count = 0;
  const clock = { now: () => now };
  const mailings: Mailing[] = [];
  const logged: { event: string; fields: Record<string, unknown> }[] = [];
  const table = SqliteTable.open(db, { stream: true });
  const queue = SqliteQueue.open(db, clock, { name: "leads", visibilityMs: 360_000, maxReceives: 5 });
  const changes = changesOf(db);
  const world = wrap({
    clock,
    ids: {
      next: (prefix) => {
        count += 1;
        return `${prefix}_${ulidOf(count)}`;
      },
    },
    seal: nodeSeal("a secret of the tests, long enough"),
    table,
    queue,
    mailer: {
      send: async (mailing) => {
        mailings.push(mailing);
        return mailing.mails.map(({ mail }) => ({ status: "sent", messageId: `ses-${mail}` }));
      },
      account: async () => ({ ratePerSecond: 14, quotaPerDay: 50_000, sentLastDay: 0 }),
    },
    outside: { post: async () => ({ status: 200, body: "{}" }) },
    log: (event, fields) => logged.push({ event, fields }),
  });
  const engine = Engine.create(world, { shards: 1 });
  const handlers = handlersOf(engine);
  const api = app({ engine, apiKey: (presented) => presented === key, nowWallMs: () => now });
  /** Until the queue and the stream are empty. */
  const settle = async (): Promise<void> => {
    for (let busy = true; busy; ) {
      const messages = queue.receive(50);
      const failed = new Set(messages.length === 0 ? [] : await handlers.leadQueue(messages));
      queue.acknowledge(messages.filter(({ id }) => !failed.has(id)).map(({ receipt }) => receipt));
      const batch = changes.after(0, 200);
      if (batch.length > 0) await handlers.tableStream(batch);
      changes.forget(batch.at(-1)?.seq ?? 0);
      busy = messages.length > failed.size || batch.length > 0;
    }
  };
  const call = async (method: string, path: string, init: Call = {}) => {
    const { body, type = "application/json", headers = {}, bearer = true } = init;
    const raw =
      typeof body === "string" ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
    const answer = await api.request(path, {
      method,
      headers: {
        ...(bearer ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { "content-type": type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw }),
    });
    const text = await answer.text();
    const isJson = /^application\/(problem\+)?json\b/.test(answer.headers.get("content-type") ?? "");
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  return {
    engine,
    world,
    db,
    queue,
    logged,
    mailings,
    settle,
    call,
    request: api.request,
    at: (time: number) => {
      now = time;
    },
    pass: (ms: number) => {
      now += ms;
    },
    get: (path: string, init?: Call) => call("GET", path, init),
    post: (path: string, body?: unknown, init?: Call) => call("POST", path, { ...init, body }),
    put: (path: string, body: unknown, init?: Call) => call("PUT", path, { ...init, body }),
    patch: (path: string, body: unknown, init?: Call) => call("PATCH", path, { ...init, body }),
  };
};
export type MemoryEngine = ReturnType<typeof memoryEngine>;

type Call = {
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
  /** Without the API key, as the world outside calls. */
  bearer?: boolean;
};

const ulidOf = (n: number): string => {
  let text = "";
  for (let left = n; text.length < 26; left = Math.floor(left / 32)) text = alphabet.charAt(left % 32) + text;
  return text;
};
