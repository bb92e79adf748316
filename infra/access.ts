import { configurationSetArn } from "./configuration-set.ts";
import { leadQueue } from "./queues.ts";
import { account, region, sender } from "./stage.ts";
import { table } from "./table.ts";

/**
 * Who may do what, in the words of the ports (packages/core/src/world/world.ts): a function names the verbs that it uses
 * and gets exactly the actions behind them. SST's links would grant `dynamodb:*`, `sqs:*`, and `ses:*` on everything.
 */
export type Access = { actions: string[]; resources: $util.Input<string>[] };

const verbs = {
  get: ["dynamodb:GetItem"],
  getMany: ["dynamodb:BatchGetItem"],
  query: ["dynamodb:Query"],
  put: ["dynamodb:BatchWriteItem"],
  remove: ["dynamodb:BatchWriteItem"],
  commit: ["dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"],
  transact: ["dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"],
} as const;

export const tableAccess = (...names: (keyof typeof verbs)[]): Access => ({
  actions: [...new Set(names.flatMap((name) => verbs[name]))],
  resources: [table.arn],
});

/** `listed` reads the index `list`, `due` the index `due`. */
export const indexAccess = (index: "list" | "due"): Access => ({
  actions: ["dynamodb:Query"],
  resources: [$interpolate`${table.arn}/index/${index}`],
});

/** To put work on leads into the queue. */
export const queueAccess: Access = { actions: ["sqs:SendMessage"], resources: [leadQueue.arn] };

/** To ask how long the queue is. */
export const queueLengthAccess: Access = { actions: ["sqs:GetQueueAttributes"], resources: [leadQueue.arn] };

/** To send mail from our own sender, with our own configuration set. */
export const mailAccess: Access = {
  actions: ["ses:SendEmail", "ses:SendBulkEmail"],
  resources: [$interpolate`arn:aws:ses:${region}:${account}:identity/${sender}`, configurationSetArn],
};

/** To ask SES how much the account may send. AWS knows no narrower resource for it. */
export const accountAccess: Access = { actions: ["ses:GetAccount"], resources: ["*"] };

/** What Lambda itself needs to take messages from a queue on the function's behalf. */
export const consume = (queue: sst.aws.Queue): Access => ({
  actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
  resources: [queue.arn],
});
