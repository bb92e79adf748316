import { configurationSetArn } from "./configuration-set.ts";
import { leadQueue } from "./queues.ts";
import { account, region, sender } from "./stage.ts";
import { table } from "./table.ts";

/**
 * Who may do what, in the words of the ports (packages/core/src/world/world.ts): a function names the verbs that it uses
 * and gets exactly the actions behind them. SST's links would grant `dynamodb:*`, `sqs:*`, and `ses:*` on everything.
 */
export type Access = { actions: string[]; resources: $util.Input<string>[] };

const onTable = (...actions: string[]): Access => ({ actions, resources: [table.arn] });
const onIndex = (index: string): Access => ({
  actions: ["dynamodb:Query"],
  resources: [$interpolate`${table.arn}/index/${index}`],
});

const verbs = {
  get: onTable("dynamodb:GetItem"),
  getMany: onTable("dynamodb:BatchGetItem"),
  query: onTable("dynamodb:Query"),
  listed: onIndex("list"),
  due: onIndex("due"),
  put: onTable("dynamodb:BatchWriteItem"),
  remove: onTable("dynamodb:BatchWriteItem"),
  commit: onTable("dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"),
  transact: onTable("dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"),
};

export const tableAccess = (...names: (keyof typeof verbs)[]): Access[] => {
  const access = names.map((name) => verbs[name]);
  const indexes = access.filter(({ resources }) => resources[0] !== table.arn);
  const actions = access.filter((one) => !indexes.includes(one)).flatMap((one) => one.actions);
  return [...(actions.length === 0 ? [] : [onTable(...new Set(actions))]), ...indexes];
};

/** To put work on leads into the queue. */
export const queueAccess: Access = { actions: ["sqs:SendMessage"], resources: [leadQueue.arn] };

/** To ask how long the queue is. */
export const queueLengthAccess: Access = { actions: ["sqs:GetQueueAttributes"], resources: [leadQueue.arn] };

/** To send mail from our own sender, with our own configuration set. */
export const mailAccess: Access = {
  actions: ["ses:SendEmail", "ses:SendBulkEmail"],
  resources: [$interpolate`arn:aws:ses:${region}:${account}:identity/${sender}`, configurationSetArn],
};

/** What Lambda itself needs to take messages from a queue on the function's behalf. */
export const consume = (queue: sst.aws.Queue): Access => ({
  actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
  resources: [queue.arn],
});
