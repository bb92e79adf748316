import type { DatabaseSync } from "node:sqlite";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { Engine } from "@rekindle/core/engine/engine";
import type { WholeTable } from "@rekindle/core/world/world";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import { onTableStream } from "@rekindle/functions/on-table-stream";
import type { Source } from "../loop.ts";
import * as Meta from "../meta.ts";
import type { LocalSes } from "../ses/open.ts";
import { type Erasures, erasuresIn, isErased } from "../sources.ts";
import { follow } from "./dynamo-stream.ts";
import { startDynoxide } from "./dynoxide.ts";

const NAME = "rekindle";

export type Dynamo = {
  table: WholeTable;
  stream: Source;
  /** From here on changes go to the engine's handler. Until then they wait. */
  handTo(engine: Engine, ses: Pick<LocalSes, "forgetLead">): void;
  close(): Promise<void>;
};

/** The table on the DynamoDB emulator, and its stream; where the stream was read to stands in `db`. */
export const openDynamo = async (file: string, db: DatabaseSync): Promise<Dynamo> => {
  const dynoxide = await startDynoxide(file);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const config = { endpoint: dynoxide.endpoint, region: "local", credentials };
  const client = connect(config);
  const streams = new DynamoDBStreamsClient(config);
  await createTable(client, NAME, { stream: true });
  let erasures: Erasures | undefined;
  let handle: ReturnType<typeof onTableStream> | undefined;
  const stream = follow(streams, NAME, Meta.open(db), async (event) => {
    await handle?.(event);
    for (const { dynamodb } of event.Records) {
      const { pk, sk } = dynamodb?.Keys ?? {};
      if (pk?.S === undefined || !isErased(sk?.S ?? "", dynamodb?.NewImage?.["body"]?.S ?? "")) continue;
      erasures?.forgetLead(pk.S);
      erasures?.scrub();
    }
  });
  return {
    table: DynamoTable.open(client, NAME),
    stream: { ...stream, work: async () => handle !== undefined && stream.work() },
    handTo: (engine, ses) => {
      erasures = erasuresIn(db, ses);
      handle = onTableStream(engine);
    },
    close: async () => {
      client.destroy();
      streams.destroy();
      await dynoxide.stop();
    },
  };
};
