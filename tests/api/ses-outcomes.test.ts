import { createServer, type RequestListener } from "node:http";
import {
  AccountSuspendedException,
  BadRequestException,
  BulkEmailStatus,
  InternalServiceErrorException,
  LimitExceededException,
  MailFromDomainNotVerifiedException,
  MessageRejected,
  NotFoundException,
  SESv2Client,
  SendBulkEmailCommand,
  SendEmailCommand,
  SendingPausedException,
  TooManyRequestsException,
} from "@aws-sdk/client-sesv2";
import { sesClient, sesMailer } from "@rekindle/functions/live/ses-mailer";
import { mockClient } from "aws-sdk-client-mock";
import { describe, expect, test } from "vitest";
import { mail, mailing } from "./ses-run.ts";

const answer = (httpStatusCode: number) => ({ message: "why", $metadata: { httpStatusCode } });
const two = mailing([mail(1), mail(2)]);
const one = mailing([mail(1)]);

const mocked = () => {
  const client = new SESv2Client({ region: "ap-northeast-1" });
  return { mock: mockClient(client), mailer: sesMailer(client, "rekindle") };
};

describe("a call that SES refused is refused for each of its mails", () => {
  test.each([
    ["throttled", new TooManyRequestsException(answer(429)), true],
    ["over a limit", new LimitExceededException(answer(400)), true],
    ["paused", new SendingPausedException(answer(400)), true],
    ["suspended", new AccountSuspendedException(answer(400)), true],
    ["without its configuration set", new NotFoundException(answer(404)), true],
    ["with a virus", new MessageRejected(answer(400)), false],
    ["from a domain not verified", new MailFromDomainNotVerifiedException(answer(400)), false],
    ["badly written", new BadRequestException(answer(400)), false],
    ["not allowed", Object.assign(new Error("why"), { name: "AccessDeniedException", ...answer(403) }), true],
    [
      "throttled by the gateway",
      Object.assign(new Error("why"), { name: "ThrottlingException", ...answer(400) }),
      true,
    ],
    ["without a key", Object.assign(new Error("why"), { name: "CredentialsProviderError" }), true],
    ["not connected", Object.assign(new Error("why"), { code: "ECONNREFUSED" }), true],
  ])("%s", async (_, error, retry) => {
    const { mock, mailer } = mocked();
    mock.on(SendBulkEmailCommand).rejects(error).on(SendEmailCommand).rejects(error);
    const refused = { status: "refused", reason: expect.stringContaining("why"), retry };
    expect(await mailer.send(two)).toEqual([refused, refused]);
    expect(await mailer.send(one)).toEqual([refused]);
  });
});

describe("a call that broke leaves each of its mails unknown, and is made once", () => {
  test.each([
    ["a timeout", Object.assign(new Error("why"), { name: "TimeoutError" })],
    ["a connection that was cut", Object.assign(new Error("why"), { code: "ECONNRESET" })],
    ["an error inside SES", new InternalServiceErrorException(answer(500))],
    ["a gateway without an answer", Object.assign(new Error("why"), answer(504))],
    ["an answer nobody can read", Object.assign(new SyntaxError("why"), answer(200))],
  ])("%s", async (_, error) => {
    const { mock, mailer } = mocked();
    mock.on(SendBulkEmailCommand).rejects(error).on(SendEmailCommand).rejects(error);
    const unknown = { status: "unknown", reason: expect.stringContaining("why") };
    expect(await mailer.send(two)).toEqual([unknown, unknown]);
    expect(await mailer.send(one)).toEqual([unknown]);
    expect(mock.calls()).toHaveLength(2);
  });
});

describe("each result of a bulk request is the outcome of its mail", () => {
  const statuses: Record<BulkEmailStatus, object> = {
    SUCCESS: { status: "sent", messageId: "m1" },
    MESSAGE_REJECTED: { status: "refused", retry: false },
    MAIL_FROM_DOMAIN_NOT_VERIFIED: { status: "refused", retry: false },
    INVALID_PARAMETER: { status: "refused", retry: false },
    TEMPLATE_NOT_FOUND: { status: "refused", retry: false },
    ACCOUNT_DAILY_QUOTA_EXCEEDED: { status: "refused", retry: true },
    ACCOUNT_SENDING_PAUSED: { status: "refused", retry: true },
    ACCOUNT_SUSPENDED: { status: "refused", retry: true },
    ACCOUNT_THROTTLED: { status: "refused", retry: true },
    CONFIGURATION_SET_NOT_FOUND: { status: "refused", retry: true },
    CONFIGURATION_SET_SENDING_PAUSED: { status: "refused", retry: true },
    FAILED: { status: "refused", retry: true },
    INVALID_SENDING_POOL_NAME: { status: "refused", retry: true },
    TRANSIENT_FAILURE: { status: "refused", retry: true },
  };
  test.each(Object.values(BulkEmailStatus))("%s", async (status) => {
    const { mock, mailer } = mocked();
    mock.on(SendBulkEmailCommand).resolves({
      BulkEmailEntryResults: [
        { Status: status, MessageId: "m1" },
        { Status: "SUCCESS", MessageId: "m2" },
      ],
    });
    const [first, second] = await mailer.send(two);
    expect(first).toMatchObject(statuses[status]);
    expect(second).toEqual({ status: "sent", messageId: "m2" });
  });

  test("one that is missing, or without an id, leaves its mail unknown", async () => {
    const { mock, mailer } = mocked();
    mock.on(SendBulkEmailCommand).resolves({ BulkEmailEntryResults: [{ Status: "SUCCESS" }] });
    expect((await mailer.send(two)).map(({ status }) => status)).toEqual(["unknown", "unknown"]);
  });
});

test("a mail without a value for a slot is refused before SES hears of it", async () => {
  const { mock, mailer } = mocked();
  mock.on(SendBulkEmailCommand).resolves({
    BulkEmailEntryResults: [
      { Status: "SUCCESS", MessageId: "m1" },
      { Status: "SUCCESS", MessageId: "m3" },
    ],
  });
  expect(await mailer.send(mailing([mail(1), mail(2, { slots: {} }), mail(3)]))).toEqual([
    { status: "sent", messageId: "m1" },
    { status: "refused", reason: expect.stringContaining("s0"), retry: false },
    { status: "sent", messageId: "m3" },
  ]);
  expect(await mailer.send(mailing([mail(2, { slots: {} })]))).toMatchObject([{ status: "refused", retry: false }]);
  expect(mock.calls()).toHaveLength(1);
});

test("mails carry the configuration set and say whose they are", async () => {
  const { mock, mailer } = mocked();
  mock.on(SendBulkEmailCommand).resolves({}).on(SendEmailCommand).resolves({ MessageId: "m1" });
  await mailer.send(two);
  await mailer.send(one);
  const tags = [
    { Name: "lead", Value: "lead_1" },
    { Name: "mail", Value: "e1-hello-1" },
  ];
  const [bulk] = mock.commandCalls(SendBulkEmailCommand);
  const [single] = mock.commandCalls(SendEmailCommand);
  expect(bulk?.args[0].input.ConfigurationSetName).toBe("rekindle");
  expect(bulk?.args[0].input.BulkEmailEntries?.[0]?.ReplacementTags).toEqual(tags);
  expect(single?.args[0].input).toMatchObject({ ConfigurationSetName: "rekindle", EmailTags: tags });
});

describe("a server that does not answer as it should is called once", () => {
  const against = async (listener: RequestListener) => {
    let calls = 0;
    const server = createServer((request, response) => {
      calls += 1;
      listener(request, response);
    });
    const port = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      }),
    );
    const client = sesClient({
      region: "ap-northeast-1",
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      timeoutMs: 100,
    });
    const outcomes = await sesMailer(client).send(two);
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return { calls, statuses: outcomes.map(({ status }) => status) };
  };

  test.each<[string, RequestListener]>([
    ["silence", () => undefined],
    ["a cut connection", (request) => request.socket.destroy()],
    ["half an answer", (_, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"Bulk')],
    ["an error without a body", (_, response) => response.writeHead(500).end()],
  ])("%s", async (_, listener) => {
    expect(await against(listener)).toEqual({ calls: 1, statuses: ["unknown", "unknown"] });
  });
});
