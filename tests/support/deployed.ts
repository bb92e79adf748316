import { createHash } from "node:crypto";
import { type AttributeValue, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import * as SqsQueue from "@rekindle/functions/live/sqs-queue";
import { startFauxqs } from "fauxqs";
import * as z from "zod";
import { run } from "../api/ses-run.ts";
import { startDynoxide } from "./dynoxide.ts";
import { batchOf, bundled, recorded } from "./lambda.ts";

export type Deployed = Awaited<ReturnType<typeof deployed>>;
type Request = { method?: string; body?: string; type?: string; source?: string; headers?: Record<string, string> };

const key = "rk_of_the_tests";
const origin = "only the router knows";
const name = "rekindle";
const Answer = z.object({
  statusCode: z.number(),
  body: z.string().default(""),
  headers: z.record(z.string(), z.string()).default({}),
  isBase64Encoded: z.boolean().default(false),
});

/** Every function as it is deployed, between emulators of DynamoDB, SQS and SES. The test is what AWS is: it carries events. */
export const deployed = async () => {
  const dynoxide = await startDynoxide();
  const dynamo = connect(dynoxide.config);
  await createTable(dynamo, name);
  const fauxqs = await startFauxqs({ port: 0, logger: false });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const sqs = SqsQueue.connect({ endpoint: fauxqs.address, region: "ap-northeast-1", credentials });
  const { queueUrl } = fauxqs.createQueue("leads");
  const mails = await run();
  mails.clock.now = () => Date.now();
  const functions = await bundled({
    AWS_REGION: "ap-northeast-1",
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    REKINDLE_TABLE: name,
    REKINDLE_LEAD_QUEUE_URL: queueUrl,
    REKINDLE_SECRET: "a secret of the tests, long enough",
    REKINDLE_API_KEY_HASH: createHash("sha256").update(key).digest("hex"),
    REKINDLE_ORIGIN_SECRET: origin,
    REKINDLE_URL: "https://rekindle.example",
    REKINDLE_CATALOGUE_LIFE_MS: "0",
    REKINDLE_DYNAMODB_ENDPOINT: dynoxide.endpoint,
    REKINDLE_SQS_ENDPOINT: fauxqs.address,
    REKINDLE_SES_ENDPOINT: mails.url,
  });
  const on = (handler: string, event: unknown): Promise<unknown> =>
    functions.invoke[handler]?.(event) ?? Promise.reject(new Error(`There is no function ${handler}`));

  /** As the router has it; as an API Gateway with `source`. */
  const call = async (path: string, request: Request = {}) => {
    const { method = "GET", body, type = "application/json", source = "function-url", headers = {} } = request;
    const event = recorded(`aws/${source}`, { METHOD: method, PATH: path, PROXY: path.slice(1) });
    const answer = Answer.parse(
      await on("on-http", {
        ...event,
        headers: {
          ...z.record(z.string(), z.string()).parse(event["headers"]),
          authorization: `Bearer ${key}`,
          "x-rekindle-origin": origin,
          ...(body === undefined ? {} : { "content-type": type }),
          ...headers,
        },
        // Lambda hands over bodies in base64 where it does not know them to be text.
        ...(body === undefined ? {} : { body: Buffer.from(body).toString("base64"), isBase64Encoded: true }),
      }),
    );
    const text = answer.isBase64Encoded ? Buffer.from(answer.body, "base64").toString() : answer.body;
    return { status: answer.statusCode, headers: answer.headers, text, json: () => JSON.parse(text) };
  };
  const submit = (path: string, fields: Record<string, string>) =>
    call(path, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      type: "application/x-www-form-urlencoded",
    });

  /** What SQS would hand over now; taken off the queue, as an acknowledged batch is. */
  const received = async (): Promise<string[]> => {
    const bodies: string[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return bodies;
      for (const { Body = "", ReceiptHandle } of Messages) {
        bodies.push(Body);
        await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
    }
  };
  /** Ids of messages that failed; the queue is empty afterwards. */
  const workOff = async (): Promise<unknown[]> => {
    const failed: unknown[] = [];
    for (let bodies = await received(); bodies.length > 0; bodies = await received()) {
      const answer = await on("on-lead-queue", batchOf(bodies));
      failed.push(...z.object({ batchItemFailures: z.array(z.unknown()) }).parse(answer).batchItemFailures);
    }
    return failed;
  };
  /** Records of leads, as the table has them. */
  const leads = async (): Promise<Record<string, AttributeValue>[]> => {
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: name }));
    return Items.filter(({ sk }) => sk?.S === "lead");
  };

  return {
    on,
    call,
    submit,
    put: (path: string, body: unknown) => call(path, { method: "PUT", body: JSON.stringify(body) }),
    post: (path: string, body: unknown = {}) => call(path, { method: "POST", body: JSON.stringify(body) }),
    received,
    workOff,
    leads,
    table: DynamoTable.open(dynamo, name),
    ses: mails.ses,
    /** Types of what happened to a lead, as it lies in the table. */
    types: async (lead: string): Promise<string[]> => {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": { S: lead } },
        }),
      );
      return Items.flatMap(({ body }) =>
        [...(body?.S ?? "").matchAll(/"type":"((?:mail|lead|form)\.\w+)"/g)].map(([, type = ""]) => type),
      );
    },
    /** A person who filled in the form and was mailed at once. */
    mailed: async (email: string): Promise<{ lead: string; mail: string }> => {
      await submit("/hooks/brochure", { name: "渡辺 真由美", email, agree: "yes" });
      await workOff();
      const sent = mails.ses.sentAfter(0, 1_000).find(({ to }) => to === email);
      const lead = (await leads()).find(({ body }) => body?.S?.includes(`"${email}"`));
      return { lead: lead?.["pk"]?.S ?? "", mail: sent?.mail ?? "" };
    },
    stop: async (): Promise<void> => {
      await functions.stop();
      await mails.close();
      sqs.destroy();
      await fauxqs.stop();
      dynamo.destroy();
      await dynoxide.stop();
    },
  };
};
