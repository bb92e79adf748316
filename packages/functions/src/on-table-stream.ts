import type { Engine } from "@rekindle/core/engine/engine";
import { type Change, project } from "@rekindle/core/engine/project";
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { engine } from "./live/engine.ts";

/** A window names its shard: counters remember how far they took each. */
type Event = Pick<DynamoDBStreamEvent, "Records"> & { shardId?: string };

/** Counters and listings, from the table's own changes. A failed batch comes again as a whole: it is harmless twice. */
export const onTableStream =
  (engine: Engine) =>
  async ({ Records, shardId = "stream" }: Event): Promise<DynamoDBBatchResponse> => {
    await project(engine, shardId, Records.flatMap(changeOf));
    return { batchItemFailures: [] };
  };

const changeOf = ({ dynamodb }: DynamoDBRecord): Change[] => {
  const { Keys, SequenceNumber: seq, OldImage, NewImage } = dynamodb ?? {};
  const pk = Keys?.["pk"]?.S;
  const sk = Keys?.["sk"]?.S;
  if (pk === undefined || sk === undefined || seq === undefined) return [];
  return [{ seq, key: { pk, sk }, ...image("before", OldImage), ...image("after", NewImage) }];
};

const image = <Name extends "before" | "after">(
  name: Name,
  attributes: Record<string, AttributeValue> | undefined,
): { [N in Name]?: { body: string } } => {
  const body = attributes?.["body"]?.S;
  const made: { [N in "before" | "after"]?: { body: string } } = body === undefined ? {} : { [name]: { body } };
  return made;
};

export const handler = async (event: Event): Promise<DynamoDBBatchResponse> => onTableStream(engine())(event);
