import { createHash } from "node:crypto";
import { type DynamoDBClient, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { connect, createTable } from "@rekindle/functions/live/dynamo-setup";
import * as DynamoTable from "@rekindle/functions/live/dynamo-table";
import * as SqsQueue from "@rekindle/functions/live/sqs-queue";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type Dynoxide, startDynoxide } from "../support/dynoxide.ts";
import { batchOf, bundled, type Functions, type Invoke, recorded } from "../support/lambda.ts";
import { run, type SesRun } from "./ses-run.ts";

const key = "rk_of_the_tests";
const origin = "only the router knows";
const table = "rekindle";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

let dynoxide: Dynoxide;
let dynamo: DynamoDBClient;
let fauxqs: FauxqsServer;
let sqs: SQSClient;
let queueUrl: string;
let ses: SesRun;
let functions: Functions;
const on: Record<"http" | "leadQueue" | "mailEvent" | "tableStream" | "tick" | "sweep", Invoke> = {
  http: async () => undefined,
  leadQueue: async () => undefined,
  mailEvent: async () => undefined,
  tableStream: async () => undefined,
  tick: async () => undefined,
  sweep: async () => undefined,
};

beforeAll(async () => {
  dynoxide = await startDynoxide();
  dynamo = connect(dynoxide.config);
  await createTable(dynamo, table);
  fauxqs = await startFauxqs({ port: 0, logger: false });
  sqs = SqsQueue.connect({ endpoint: fauxqs.address, region: "ap-northeast-1", credentials });
  ({ queueUrl } = fauxqs.createQueue("leads"));
  ses = await run();
  ses.clock.now = () => Date.now();
  functions = await bundled({
    AWS_REGION: "ap-northeast-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    REKINDLE_TABLE: table,
    REKINDLE_LEAD_QUEUE_URL: queueUrl,
    REKINDLE_SECRET: "a secret of the tests, long enough",
    REKINDLE_API_KEY_HASH: createHash("sha256").update(key).digest("hex"),
    REKINDLE_ORIGIN_SECRET: origin,
    REKINDLE_URL: "https://rekindle.example",
    REKINDLE_CATALOGUE_LIFE_MS: "0",
    REKINDLE_DYNAMODB_ENDPOINT: dynoxide.endpoint,
    REKINDLE_SQS_ENDPOINT: fauxqs.address,
    REKINDLE_SES_ENDPOINT: ses.url,
  });
  on.http = await functions.invoke("on-http");
  on.leadQueue = await functions.invoke("on-lead-queue");
  on.mailEvent = await functions.invoke("on-mail-event");
  on.tableStream = await functions.invoke("on-table-stream");
  on.tick = await functions.invoke("on-tick");
  on.sweep = await functions.invoke("on-sweep");
}, 180_000);

afterAll(async () => {
  functions.remove();
  await ses.close();
  sqs.destroy();
  await fauxqs.stop();
  dynamo.destroy();
  await dynoxide.stop();
});

const Answer = z.object({
  statusCode: z.number(),
  body: z.string().default(""),
  headers: z.record(z.string(), z.string()).default({}),
  isBase64Encoded: z.boolean().default(false),
});
type Request = { method?: string; body?: string; type?: string; source?: string; headers?: Record<string, string> };

const call = async (path: string, request: Request = {}) => {
  const { method = "GET", body, type = "application/json", source = "function-url", headers = {} } = request;
  const event = recorded(`aws/${source}`, { METHOD: method, PATH: path, PROXY: path.slice(1) });
  const answer = Answer.parse(
    await on.http({
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
const put = (path: string, body: unknown) => call(path, { method: "PUT", body: JSON.stringify(body) });
const post = (path: string, body: unknown = {}) => call(path, { method: "POST", body: JSON.stringify(body) });

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
const workOff = async (): Promise<void> => {
  for (let bodies = await received(); bodies.length > 0; bodies = await received())
    expect(await on.leadQueue(batchOf(bodies))).toEqual({ batchItemFailures: [] });
};

const types = async (lead: string): Promise<string[]> => {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: lead } },
    }),
  );
  return Items.flatMap(({ body }) =>
    [...(body?.S ?? "").matchAll(/"type":"((?:mail|lead|form)\.\w+)"/g)].map(([, type = ""]) => type),
  );
};

const letter =
  '<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.name }} 様</mj-text><mj-button href="https://example.com/guide">読む</mj-button></mj-column></mj-section></mj-body></mjml>';
const form = (name: string, email: string) => new URLSearchParams({ name, email, agree: "yes" }).toString();

/** A lead who came by the form, was mailed at once, and whose mail's id is known. */
const mailed = async (email: string): Promise<{ lead: string; mail: string }> => {
  await call("/hooks/brochure", {
    method: "POST",
    body: form("渡辺 真由美", email),
    type: "application/x-www-form-urlencoded",
  });
  await workOff();
  const [sent] = ses.ses.sentAfter(0, 1_000).filter(({ to }) => to === email);
  const { items } = (await call("/v1/leads")).json();
  expect(items).toBeDefined();
  const [lead] = (await leadsIn()).filter(({ body }) => body.includes(email));
  return { lead: lead?.pk ?? "", mail: sent?.mail ?? "" };
};
const leadsIn = async (): Promise<{ pk: string; body: string }[]> => {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: table }));
  return Items.flatMap(({ pk, sk, body }) => (sk?.S === "lead" ? [{ pk: pk?.S ?? "", body: body?.S ?? "" }] : []));
};

test("the API publishes a mail, a workflow and a source, called as Lambda's URL and as API Gateway call it", async () => {
  expect((await call("/healthz", { source: "api-gateway-v2" })).json()).toEqual({ status: "ok" });
  expect(
    (await put("/v1/templates/thanks", { subject: "{{ lead.name }} 様、ご請求の資料です", mjml: letter })).status,
  ).toBe(200);
  // MJML lies in a chunk of its own: it is there when it is needed.
  expect((await post("/v1/templates/thanks/publish")).json()).toEqual({ version: 1 });
  const workflow = {
    name: "Brochure",
    triggers: [{ kind: "form", source: "brochure" }],
    steps: [
      { kind: "email", template: "thanks" },
      { kind: "wait", for: "P3D" },
      { kind: "exit", reason: "over" },
    ],
  };
  expect((await put("/v1/workflows/brochure", workflow)).json()).toMatchObject({ problems: [] });
  expect((await post("/v1/workflows/brochure/publish")).json()).toMatchObject({ version: 1 });
  const source = { kind: "form", fields: { email: "email", name: "name", consent: "agree" } };
  expect((await put("/v1/sources/brochure", source)).status).toBe(200);
  await workOff();
});

test("nobody gets past the router, and nobody in without the key", async () => {
  expect((await call("/healthz", { headers: { "x-rekindle-origin": "guessed" } })).status).toBe(403);
  expect((await call("/v1/leads", { headers: { authorization: "Bearer guessed" } })).status).toBe(401);
});

test("a form becomes a lead and a mail, paced, and a batch names only the message that cannot be handled", async () => {
  const email = "mayumi@minato-logi.example";
  const answer = await call("/hooks/brochure", {
    method: "POST",
    body: form("渡辺 真由美", email),
    type: "application/x-www-form-urlencoded",
  });
  expect(answer.status).toBe(202);
  const bodies = await received();
  expect(bodies).toHaveLength(1);
  expect(await on.leadQueue(batchOf(["no json", ...bodies]))).toEqual({
    batchItemFailures: [{ itemIdentifier: "m0" }],
  });
  // SQS may deliver it again.
  expect(await on.leadQueue(batchOf(bodies))).toEqual({ batchItemFailures: [] });
  const [mail, ...more] = ses.ses.outbox({ to: email });
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("渡辺 真由美 様、ご請求の資料です");
  const ledger = await DynamoTable.open(dynamo, table).get({ pk: "pacing", sk: "ledger" }, "consistent");
  expect(JSON.parse(ledger?.body ?? "{}")).toMatchObject({
    account: { ratePerSecond: 14, quotaPerDay: 50_000 },
    since: 1,
  });
});

test("a click is redirected and told, and the unsubscribe button works, at the addresses in the mail", async () => {
  const email = "sato@sakura.example";
  const { lead } = await mailed(email);
  const [mail] = ses.ses.outbox({ to: email });
  const link = /https:\/\/rekindle\.example(\/t\/c\/[^"\s]+)/.exec(mail?.html ?? "")?.[1] ?? "";
  const click = await call(link);
  expect(click).toMatchObject({ status: 302, headers: { location: "https://example.com/guide" } });
  const out = /<https:\/\/rekindle\.example(\/u\/[^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  const body = "List-Unsubscribe=One-Click";
  expect((await call(out, { method: "POST", body, type: "application/x-www-form-urlencoded" })).status).toBe(200);
  await workOff();
  expect(await types(lead)).toEqual(expect.arrayContaining(["mail.clicked", "lead.optedOut"]));
});

describe("SES's events, raw in SQS or in SNS's envelope, twice each", () => {
  const told: Record<string, string[]> = {
    send: [],
    delivery: ["mail.delivered"],
    open: ["mail.opened"],
    // Clicks are counted by our own links.
    click: [],
    bounce: ["lead.suppressed", "mail.bounced"],
    complaint: ["lead.suppressed", "mail.complained"],
    "delivery-delay": [],
    reject: ["mail.failed"],
    "rendering-failure": ["mail.failed"],
  };
  const wrap: Record<string, (event: string) => string> = {
    plain: (event) => event,
    wrapped: (event) => JSON.stringify(recorded("aws/sns-envelope", { MESSAGE: event })),
  };
  test.each(Object.keys(told).flatMap((kind) => Object.keys(wrap).map((how) => ({ kind, how }))))(
    "$kind, $how",
    async ({ kind, how }) => {
      const email = `${kind}-${how.toLowerCase()}@example.jp`;
      const { lead, mail } = await mailed(email);
      const before = await types(lead);
      expect(before).toContain("mail.sent");
      const event = JSON.stringify(recorded(`ses-events/${kind}`, { LEAD: lead, MAIL: mail, RECIPIENT: email }));
      const body = wrap[how]?.(event) ?? "";
      expect(await on.mailEvent(batchOf([body, "nothing of ours"]))).toEqual({ batchItemFailures: [] });
      const after = (await types(lead)).filter((type, n, all) => all.indexOf(type) === n && !before.includes(type));
      expect(after.sort()).toEqual(told[kind]);
      const all = await types(lead);
      expect(await on.mailEvent(batchOf([body]))).toEqual({ batchItemFailures: [] });
      expect(await types(lead)).toEqual(all);
    },
  );
});

test("the schedule's call queues what is due, and the sweep queues it again while the queue is short", async () => {
  const { lead } = await mailed("tick@example.jp");
  const items = DynamoTable.open(dynamo, table);
  const item = await items.get({ pk: lead, sk: "lead" }, "consistent");
  if (item?.due === undefined) throw new Error("The lead waits for nothing");
  const due = { ...item.due, at: Date.now() - 1000 };
  expect(await items.commit([{ put: { ...item, rev: item.rev + 1, due }, expect: item.rev }])).toEqual(["stored"]);
  const looks = (bodies: string[]) => bodies.filter((body) => body.includes(lead));
  expect(await on.tick(recorded("aws/schedule"))).toBeUndefined();
  expect(looks(await received())).toHaveLength(1);
  // The cursor has passed it.
  await on.tick(recorded("aws/schedule"));
  expect(looks(await received())).toEqual([]);
  expect(await on.sweep(recorded("aws/schedule"))).toBeUndefined();
  expect(looks(await received())).toHaveLength(1);
});

test("the table's stream counts a lead once, however often a window delivers it, shard by shard", async () => {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: table }));
  const leads = Items.filter(({ sk }) => sk?.S === "lead");
  expect(leads.length).toBeGreaterThan(15);
  const event = recorded("aws/stream");
  const [sample] = z.array(z.object({ dynamodb: z.record(z.string(), z.unknown()) }).loose()).parse(event["Records"]);
  const Records = leads.map((NewImage, n) => ({
    ...sample,
    dynamodb: {
      ...sample?.dynamodb,
      Keys: { pk: NewImage["pk"], sk: NewImage["sk"] },
      NewImage,
      SequenceNumber: String(4_421_584_500_000_000_000_000_000_001n + BigInt(n)),
    },
  }));
  for (let times = 0; times < 3; times++)
    expect(await on.tableStream({ ...event, Records })).toEqual({ batchItemFailures: [] });
  const last = { ...event, Records: [], isFinalInvokeForWindow: true };
  expect(await on.tableStream(last)).toEqual({ batchItemFailures: [] });
  const { items } = (await call("/v1/leads?stage=marketing&limit=100")).json();
  expect(items).toHaveLength(leads.length);
});
