import { expect, test } from "vitest";
import { sendPath } from "../bench/send-path.ts";

const leads = 200;

/** What a mail of the bench costs, in what can be counted. A change of the program that moves these says so here. */
const onDynamo = {
  mails: 2 * leads,
  lost: 0,
  twice: 0,
  writeUnitsPerMail: 7.775,
  readUnitsPerMail: 1.168,
  queueRequestsPerMail: 0.015,
  sesRequestsPerMail: 0.02,
};

test("the bench's mails cost on DynamoDB exactly what docs/performance.md says", async () => {
  expect(await sendPath(leads, "dynamodb")).toMatchObject(onDynamo);
});

test("the same mails go out on SQLite, with the same requests to queue and SES", async () => {
  const { mails, lost, twice, queueRequestsPerMail, sesRequestsPerMail } = onDynamo;
  expect(await sendPath(leads, "sqlite")).toMatchObject({
    mails,
    lost,
    twice,
    queueRequestsPerMail,
    sesRequestsPerMail,
  });
});
