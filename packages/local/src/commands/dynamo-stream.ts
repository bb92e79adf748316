import {
  type _Record,
  type AttributeValue,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import type { Source } from "../loop.ts";
import type { Meta } from "../meta.ts";

const BATCH = 200;

type Event = { shardId: string; Records: Pick<DynamoDBRecord, "dynamodb">[] };

/**
 * DynamoDB Streams as a source of the loop: batches go to the handler as Lambda would get them, then the place is written
 * down. After a crash the last batch comes again, which the handler takes.
 */
export const follow = (
  client: DynamoDBStreamsClient,
  table: string,
  meta: Meta,
  handle: (event: Event) => Promise<void>,
): Source => {
  const iterators = new Map<string, string>();
  let arn: string | undefined;
  const place = (shard: string) => `stream ${table} ${shard}`;
  const look = async (): Promise<void> => {
    const { Streams } = await client.send(new ListStreamsCommand({ TableName: table }));
    arn = Streams?.[0]?.StreamArn;
    if (arn === undefined) throw new Error(`The table ${table} has no stream`);
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: arn }));
    for (const { ShardId } of StreamDescription?.Shards ?? []) if (ShardId !== undefined) await begin(ShardId);
  };
  const begin = async (shard: string): Promise<void> => {
    const seen = meta.get(place(shard));
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamArn: arn,
        ShardId: shard,
        ...(seen === undefined
          ? { ShardIteratorType: "TRIM_HORIZON" }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: seen }),
      }),
    );
    if (ShardIterator !== undefined) iterators.set(shard, ShardIterator);
  };
  const readShard = async (shard: string, iterator: string): Promise<boolean> => {
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: BATCH }),
    );
    if (Records.length > 0) await handle({ shardId: shard, Records: Records.map(asLambdaHasIt) });
    const last = Records.at(-1)?.dynamodb?.SequenceNumber;
    if (last !== undefined) meta.set(place(shard), last);
    if (NextShardIterator === undefined) iterators.delete(shard);
    else iterators.set(shard, NextShardIterator);
    return Records.length > 0;
  };
  return {
    work: async () => {
      // At the start, and where shards have ended and others follow. Before the first write there is none.
      if (iterators.size === 0) await look();
      let busy = false;
      for (const [shard, iterator] of [...iterators]) if (await readShard(shard, iterator)) busy = true;
      return busy;
    },
    nextAt: () => undefined,
  };
};

const asLambdaHasIt = ({ dynamodb }: _Record): Event["Records"][number] => ({
  dynamodb: {
    ...(dynamodb?.SequenceNumber === undefined ? {} : { SequenceNumber: dynamodb.SequenceNumber }),
    Keys: texts(dynamodb?.Keys),
    ...(dynamodb?.OldImage === undefined ? {} : { OldImage: texts(dynamodb.OldImage) }),
    ...(dynamodb?.NewImage === undefined ? {} : { NewImage: texts(dynamodb.NewImage) }),
  },
});

/** The table's attributes are texts and numbers. */
const texts = (attributes: Record<string, AttributeValue> = {}): Record<string, { S: string } | { N: string }> => {
  const found: Record<string, { S: string } | { N: string }> = {};
  for (const [name, { S, N }] of Object.entries(attributes))
    if (S !== undefined) found[name] = { S };
    else if (N !== undefined) found[name] = { N };
  return found;
};
