import { setTimeout as wait } from "node:timers/promises";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { create, type Engine } from "@rekindle/core/engine/engine";
import type { World } from "@rekindle/core/world/world";
import { config } from "./config.ts";
import { connect as connectTable } from "./dynamo-setup.ts";
import * as DynamoTable from "./dynamo-table.ts";
import { ids } from "./ids.ts";
import { log } from "./log.ts";
import { nodeSeal } from "./node-seal.ts";
import { outside } from "./outside.ts";
import { sesClient, sesMailer } from "./ses-mailer.ts";
import { connect as connectQueue, open as openQueue } from "./sqs-queue.ts";

/** One engine per process, made at first use: clients keep their connections, the catalogue its cache. */
export const engine = (): Engine => {
  made ??= make();
  return made;
};
let made: Engine | undefined;

const make = (): Engine => {
  const settings = config();
  const clock = { now: () => Date.now(), wait };
  const world: World = {
    clock,
    ids: ids(clock),
    seal: nodeSeal(settings.REKINDLE_SECRET, signingOf(settings.REKINDLE_SECRET, settings.REKINDLE_LINK_SECRETS)),
    table: DynamoTable.open(connectTable(at(settings.REKINDLE_DYNAMODB_ENDPOINT)), settings.REKINDLE_TABLE),
    queue: openQueue(connectQueue(at(settings.REKINDLE_SQS_ENDPOINT)), settings.REKINDLE_LEAD_QUEUE_URL),
    mailer: sesMailer(sesClient(at(settings.REKINDLE_SES_ENDPOINT)), settings.REKINDLE_CONFIGURATION_SET),
    outside: outside(),
    log,
  };
  return create(world, {
    shards: settings.REKINDLE_SHARDS,
    catalogueLifeMs: settings.REKINDLE_CATALOGUE_LIFE_MS,
    pacing: true,
  });
};

const signingOf = (secret: string, links: string[]): string[] => (links.length === 0 ? [secret] : links);

const at = (endpoint: string | undefined) => (endpoint === undefined ? {} : { endpoint });

/** How many messages the lead queue holds, about. */
export const queueLength = (): (() => Promise<number>) => {
  length ??= lengthOf();
  return length;
};
let length: (() => Promise<number>) | undefined;

const lengthOf = () => {
  const settings = config();
  const client = connectQueue(at(settings.REKINDLE_SQS_ENDPOINT));
  return async (): Promise<number> => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: settings.REKINDLE_LEAD_QUEUE_URL,
        AttributeNames: ["ApproximateNumberOfMessages"],
      }),
    );
    return Number(Attributes?.["ApproximateNumberOfMessages"] ?? 0);
  };
};
