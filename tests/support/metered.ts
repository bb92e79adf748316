import type { Key, Table } from "@rekindle/core/world/world";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { startDynoxide } from "./dynoxide.ts";

export type Units = { requests: number; read: number; write: number };
/** What was consumed, by operation and kind of item: `getMany lead`, `commit lead`, `put entry`, `due` … */
export type Used = Record<string, Units>;
export type Metered = {
  table: Table;
  /** What was consumed since this was asked last. */
  used(): Used;
  stop(): Promise<void>;
};

/**
 * A DynamoDB table that counts. Requests are told apart by what they ask for, so callers must not overlap requests of
 * different kinds; those of the local loop do not.
 */
export const meteredTable = async (): Promise<Metered> => {
  const dynoxide = await startDynoxide();
  const client = connect(dynoxide.config);
  await createTable(client, "metered");
  let used: Used = {};
  let asked = "";
  const table = DynamoTable.open(client, "metered", {
    onCapacity: ({ read, write }) => {
      const known = used[asked] ?? { requests: 0, read: 0, write: 0 };
      used[asked] = { requests: known.requests + 1, read: known.read + read, write: known.write + write };
    },
  });
  const told = <T>(what: string, ask: () => Promise<T>): Promise<T> => {
    asked = what;
    return ask();
  };
  return {
    table: {
      get: (key, read) => told(`get ${kindOf([key])}`, () => table.get(key, read)),
      getMany: (keys, read) => told(`getMany ${kindOf(keys)}`, () => table.getMany(keys, read)),
      query: (query) => told(`query ${query.pk.split("#")[0]}`, () => table.query(query)),
      listed: (query) => told(`listed ${query.in.split("#")[0]}`, () => table.listed(query)),
      due: (query) => told("due", () => table.due(query)),
      put: (items) => told(`put ${kindOf(items)}`, () => table.put(items)),
      commit: (writes) => told(`commit ${kindOf(writes.map(({ put }) => put))}`, () => table.commit(writes)),
      transact: (writes) => told("transact", () => table.transact(writes)),
      remove: (keys) => told(`remove ${kindOf(keys)}`, () => table.remove(keys)),
    },
    used: (): Used => {
      const all = used;
      used = {};
      return all;
    },
    stop: async () => {
      client.destroy();
      await dynoxide.stop();
    },
  };
};

const kindOf = (keys: Key[]): string => [...new Set(keys.map(({ sk }) => sk.split("#")[0]))].sort().join("+");

export const sum = (used: Used, what: string[] = Object.keys(used)): Units =>
  what
    .flatMap((name) => used[name] ?? [])
    .reduce(
      (all, { requests, read, write }) => ({
        requests: all.requests + requests,
        read: all.read + read,
        write: all.write + write,
      }),
      { requests: 0, read: 0, write: 0 },
    );
