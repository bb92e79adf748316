import type { MailOutcome } from "@rekindle/core/world/world";
import { sesMailer } from "@rekindle/functions/live/ses-mailer";
import { simpleParser } from "mailparser";
import { afterEach, expect, test } from "vitest";
import { mail, mailing, run, type SesRun, start } from "./ses-run.ts";

const runs: SesRun[] = [];
const begin = async (...args: Parameters<typeof run>): Promise<SesRun> => {
  const made = await run(...args);
  runs.push(made);
  return made;
};
afterEach(async () => {
  for (const each of runs.splice(0)) await each.close();
});

/** What differs by nature between two mails of the same content. */
const comparable = async (raw: string) => {
  const { subject, from, to, text, html, headers, date } = await simpleParser(raw);
  return { subject, from: from?.value, to, text, html, date, list: headers.get("list") };
};

test("a mail in Japanese is right in the raw message: sender, subject, bodies, unsubscribe headers", async () => {
  const { ses, client } = await begin();
  const outcomes = await sesMailer(client).send(mailing([mail(1)], { replyTo: "sales@keihi.example" }));
  expect(outcomes).toEqual([{ status: "sent", messageId: expect.any(String) }]);
  const [item] = ses.outbox();
  expect(item).toMatchObject({
    to: "person1@example.jp",
    from: "山田 花子(株式会社経費ナビ マーケティング部) <hanako@keihi.example>",
    subject: "佐藤 太郎1様:請求書の処理、まだ手作業ですか?月末の残業を半分にした会社の話",
    at: start,
  });
  expect(item?.headers["List-Unsubscribe"]).toBe("<https://rekindle.example/u/token1>");
  const raw = item?.raw ?? "";
  expect(raw).toMatch(/^[\x20-\x7e\r\n]+$/);
  for (const line of raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
  const parsed = await simpleParser(raw);
  expect(parsed.subject).toBe(item?.subject);
  expect(parsed.from?.value).toEqual([
    { name: "山田 花子(株式会社経費ナビ マーケティング部)", address: "hanako@keihi.example" },
  ]);
  expect(parsed.replyTo?.value[0]?.address).toBe("sales@keihi.example");
  expect(parsed.html).toContain("<p>&lt;佐藤 太郎1&gt;様</p>");
  expect(parsed.text).toContain("<佐藤 太郎1>様");
  expect(parsed.date?.getTime()).toBe(start);
  expect(parsed.headers.get("list")).toMatchObject({
    unsubscribe: { url: "https://rekindle.example/u/token1" },
    "unsubscribe-post": { name: "List-Unsubscribe=One-Click" },
  });
});

test("mails that go together are the same as mails that go alone", async () => {
  const together = await begin();
  const alone = await begin();
  const mails = [1, 2, 3].map((n) => mail(n));
  await sesMailer(together.client).send(mailing(mails));
  for (const each of mails) await sesMailer(alone.client).send(mailing([each]));
  const read = (from: SesRun) => Promise.all(from.ses.outbox().map(({ raw }) => comparable(raw)));
  expect(await read(together)).toEqual(await read(alone));
  expect(together.ses.outbox()).toHaveLength(3);
});

test("more than 50 go in several requests, with one outcome for each in order", async () => {
  const { ses, client } = await begin({ throttle: false });
  const mails = Array.from({ length: 120 }, (_, n) => mail(n));
  const outcomes = await sesMailer(client).send(mailing(mails));
  expect(outcomes.map(({ status }) => status)).toEqual(mails.map(() => "sent"));
  expect(ses.outbox().map(({ to }) => to)).toEqual(mails.map(({ to }) => to));
});

test("large mails go in requests below SES's megabyte", async () => {
  const { ses, client } = await begin({ throttle: false });
  const large = Array.from({ length: 4 }, (_, n) => mail(n, { slots: { ...mail(n).slots, v0: "長".repeat(120_000) } }));
  const outcomes = await sesMailer(client).send(mailing(large));
  expect(outcomes.map(({ status }) => status)).toEqual(["sent", "sent", "sent", "sent"]);
  expect(ses.outbox()).toHaveLength(4);
});

test("one bad address among many is refused for good, the others go", async () => {
  const { ses, client } = await begin();
  const mails = [mail(1), mail(2, { to: "佐藤@example.jp" }), mail(3)];
  expect(await sesMailer(client).send(mailing(mails))).toEqual([
    { status: "sent", messageId: expect.any(String) },
    { status: "refused", reason: expect.stringContaining("INVALID_PARAMETER"), retry: false },
    { status: "sent", messageId: expect.any(String) },
  ]);
  expect(ses.outbox()).toHaveLength(2);
});

test("a bad address alone is refused for good", async () => {
  const { client } = await begin();
  expect(await sesMailer(client).send(mailing([mail(1, { to: "nobody" })]))).toEqual([
    { status: "refused", reason: expect.stringContaining("BadRequestException"), retry: false },
  ]);
});

test("above the rate mails are refused, and go a second later", async () => {
  const { client, clock } = await begin({ ratePerSecond: 2 });
  const mailer = sesMailer(client);
  const outcomes = await mailer.send(mailing([mail(1), mail(2), mail(3)]));
  expect(outcomes.map(({ status }) => status)).toEqual(["sent", "sent", "refused"]);
  const throttled: MailOutcome[] = [
    { status: "refused", reason: expect.stringContaining("TooManyRequestsException"), retry: true },
  ];
  expect(await mailer.send(mailing([mail(4)]))).toEqual(throttled);
  clock.at += 1_000;
  expect((await mailer.send(mailing([mail(4)])))[0]?.status).toBe("sent");
});

test("above the day's quota mails are refused, and go a day later", async () => {
  const { client, clock } = await begin({ quotaPerDay: 2 });
  const mailer = sesMailer(client);
  expect((await mailer.send(mailing([mail(1), mail(2), mail(3)])))[2]).toEqual({
    status: "refused",
    reason: expect.stringContaining("QUOTA"),
    retry: true,
  });
  expect(await mailer.send(mailing([mail(3)]))).toEqual([
    { status: "refused", reason: expect.stringContaining("LimitExceeded"), retry: true },
  ]);
  clock.at += 86_400_000;
  expect((await mailer.send(mailing([mail(3)])))[0]?.status).toBe("sent");
});

test("the account says its rate, its quota and what went today", async () => {
  const { client, clock } = await begin();
  const mailer = sesMailer(client);
  await mailer.send(mailing([mail(1), mail(2)]));
  expect(await mailer.account()).toEqual({ ratePerSecond: 14, quotaPerDay: 50_000, sentLastDay: 2 });
  clock.at += 86_400_000;
  expect((await mailer.account()).sentLastDay).toBe(0);
});

test("where SES cannot be reached nothing was sent, for certain", async () => {
  const { client, close } = await begin();
  runs.pop();
  await close();
  expect(await sesMailer(client).send(mailing([mail(1), mail(2)]))).toEqual([
    { status: "refused", reason: expect.any(String), retry: true },
    { status: "refused", reason: expect.any(String), retry: true },
  ]);
});

test("no mails, no calls", async () => {
  const { client } = await begin();
  expect(await sesMailer(client).send(mailing([]))).toEqual([]);
});
