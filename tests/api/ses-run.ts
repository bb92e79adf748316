import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { buffer } from "node:stream/consumers";
import type { SESv2Client } from "@aws-sdk/client-sesv2";
import type { Mail, Mailing } from "@rekindle/core/world/world";
import { sesClient } from "@rekindle/functions/live/ses-mailer";
import { type LocalSes, type LocalSesOptions, open } from "@rekindle/local/ses/open";

export type SesRun = {
  ses: LocalSes;
  client: SESv2Client;
  url: string;
  clock: { now(): number; at: number };
  close(): Promise<void>;
};

export const start = Date.parse("2026-11-24T01:12:00Z");

/** The real client of SES against the local endpoint, over HTTP. */
export const run = async (options: LocalSesOptions = {}, db = new DatabaseSync(":memory:")): Promise<SesRun> => {
  const clock = { at: start, now: () => clock.at };
  const ses = open(db, clock, options);
  const server = createServer(async (request, response) => {
    const { method = "GET", url = "/" } = request;
    const body = method === "POST" ? await buffer(request) : null;
    const answer = await ses.app.request(url, { method, body });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    }),
  );
  const url = `http://127.0.0.1:${port}`;
  const client = sesClient({
    region: "ap-northeast-1",
    endpoint: url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    ses,
    client,
    url,
    clock,
    close: async () => {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export const mail = (n: number, more: Partial<Mail> = {}): Mail => ({
  mail: `e1-hello-${n}`,
  lead: `lead_${n}`,
  to: `person${n}@example.jp`,
  slots: {
    s0: `佐藤 太郎${n}`,
    v0: `&lt;佐藤 太郎${n}&gt;`,
    t0: `<佐藤 太郎${n}>`,
    u: `https://rekindle.example/u/token${n}`,
  },
  headers: [
    { name: "List-Unsubscribe", value: `<https://rekindle.example/u/token${n}>` },
    { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
  ],
  ...more,
});

export const mailing = (mails: Mail[], more: Partial<Mailing> = {}): Mailing => ({
  from: { name: "山田 花子(株式会社経費ナビ マーケティング部)", address: "hanako@keihi.example" },
  template: {
    id: "price-1@3",
    subject: "{{s0}}様:請求書の処理、まだ手作業ですか?月末の残業を半分にした会社の話",
    html: `<html><body><p>{{v0}}様</p>${"<p>経費精算の話。</p>".repeat(50)}<a href="{{u}}">配信停止</a></body></html>`,
    text: "{{t0}}様\n\n経費精算の話。\n{{u}}\n",
  },
  mails,
  ...more,
});
