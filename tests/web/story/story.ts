import { handoffs, NOW, score, timeline, watanabe } from "./people.ts";
import { goals, rates, sending, today } from "./today.ts";
import { report, workflow, workflows } from "./workflows.ts";

const page = (items: unknown[]) => ({ items, next: null });
const jst = (text: string) => new Date(`${text}+09:00`).toISOString();

const lead = ({
  lead: { id, name, company, department, title, phone },
  score: total,
  owner,
}: (typeof handoffs)[number]) => ({
  ...watanabe,
  id,
  name,
  email: `${id}@example.co.jp`,
  company,
  owner,
  tags: [],
  attributes: { department, title, phone },
  score: { total, fit: 25 },
});
const leads = handoffs.map((handoff) => (handoff.leadId === watanabe.id ? watanabe : lead(handoff)));

const mail = (to: string, subject: string, at: string, body: string) => ({
  to,
  from: "アカリ経費 佐藤 美咲 <sato@mail.akari-keihi.example>",
  subject,
  headers: {
    "List-Unsubscribe": "<http://localhost:4000/u/t0k3n>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Message-ID": "<0107019@ap-northeast-1.amazonses.com>",
  },
  html: `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;padding:24px;line-height:1.8"><p>港物流株式会社 渡辺 真由美 様</p><h2>${subject}</h2><p>${body}</p><p><a href="/t/c/t0k3n" style="background:#27518f;color:#fff;padding:12px 20px;border-radius:6px;text-decoration:none">事例を読む(4分)</a></p><hr><p style="font-size:12px;color:#666">株式会社アカリワークス 〒105-0011 東京都港区芝公園0-0-0<br><a href="/u/t0k3n">配信を停止する</a></p></body></html>`,
  text: `港物流株式会社 渡辺 真由美 様\n\n${subject}\n\n${body}\n\n事例を読む: http://localhost:4000/t/c/t0k3n\n\n--\n株式会社アカリワークス 〒105-0011 東京都港区芝公園0-0-0\n配信停止: http://localhost:4000/u/t0k3n\n`,
  at: jst(at),
  raw: "From: =?utf-8?B?44Ki44Kr44Oq57WM6LK7?= <sato@mail.akari-keihi.example>\r\nTo: mayumi.watanabe@minato-logi.example\r\nMIME-Version: 1.0\r\n",
});
const outbox = [
  mail(
    watanabe.email,
    "経費精算の費用、見直すならどこからか",
    "2026-11-09T09:00",
    "月42時間かかっていた経費精算を、どこから見直すか。",
  ),
  mail(
    watanabe.email,
    "同じ物流業で、月次締めが3日早くなった理由",
    "2026-11-12T09:03",
    "港湾倉庫を営む社員480名の会社では、経費精算に月42時間をかけていました。",
  ),
  mail(
    "kazuya.takahashi@sakura-retail.example",
    "電帳法、来期までに決めること",
    "2026-11-24T09:02",
    "期限までに決めることは3つだけです。",
  ),
  mail("haruna.inoue@yamate.example", "資料をお送りします", "2026-11-24T09:31", "ご請求いただいた資料です。"),
];

/** What the server would read in a call note. */
const said = [
  { phrase: "比較表がほしい", chip: "interest", value: true },
  { phrase: "予算はまだ取れていない", chip: "budget", value: false },
  { phrase: "1月の役員会", chip: "timing", value: "within3m" },
];

/** The company, the lead and the moment that all mockups show. */
export const story: Record<string, unknown> = {
  "GET /local/session": { key: "rk_fixture" },
  "GET /local/clock": { now: NOW, speed: 1 },
  "POST /local/clock": { now: NOW },
  "GET /local/sample": { sample: true },
  "DELETE /local/sample": {},
  "GET /local/outbox": { items: outbox },
  "GET /v1/me": { role: "insideSales", language: "ja", timeZone: "Asia/Tokyo", workspace: "アカリ経費", rep: "mori" },
  "GET /v1/settings": {
    timeZone: "Asia/Tokyo",
    slaHours: 4,
    reps: [
      { id: "mori", name: "森 健太", capacityPerDay: 15 },
      { id: "abe", name: "阿部", capacityPerDay: 13 },
    ],
  },
  "GET /v1/scoring": { lines: { warm: 40, insideSales: 70, sales: 100 } },
  "GET /v1/handoffs?state=open&limit=200": page(handoffs),
  "GET /v1/handoffs?state=accepted&limit=200": page(
    ["2026-11-24T09:10", "2026-11-24T09:20", "2026-11-24T09:40", "2026-11-24T09:55"].map((at, i) => ({
      ...handoffs[5],
      id: `handoff_a${i}`,
      leadId: `lead_${4 + i}`,
      state: "accepted",
      acceptedAt: jst(at),
      lead: { ...handoffs[5]?.lead, name: ["木村 琢也", "林 恵子", "斎藤 美咲", "吉田 悠真"][i] },
    })),
  ),
  "GET /v1/tasks": page([]),
  ...Object.fromEntries(leads.map(({ id }) => [`GET /v1/leads/${id}/tasks`, page([])])),
  "GET /v1/leads": page(leads),
  ...Object.fromEntries(leads.map((one) => [`GET /v1/leads/${one.id}`, one])),
  ...Object.fromEntries(leads.map(({ id, score: { total } }) => [`GET /v1/leads/${id}/score`, { ...score, total }])),
  "GET /v1/leads/lead_7/timeline": page(timeline),
  ...Object.fromEntries(handoffs.map(({ id }) => [`POST /v1/handoffs/${id}/accept`, {}])),
  ...Object.fromEntries(handoffs.map(({ id }) => [`POST /v1/handoffs/${id}/return`, {}])),
  ...Object.fromEntries(leads.map(({ id }) => [`POST /v1/leads/${id}/calls`, {}])),
  ...Object.fromEntries(
    leads.map(({ id, score: { total } }) => [
      `POST /v1/leads/${id}/calls?dryRun=true`,
      { total, crosses: [], effects: [], signals: [], phrases: [] },
    ]),
  ),
  "POST /v1/leads/lead_7/calls?dryRun=true": ({ note }: { note?: string }) => ({
    total: 109.6,
    crosses: ["sales"],
    effects: [
      { kind: "handoffAccepted" },
      { kind: "handoffRaised", line: "sales" },
      { kind: "stageEntered", stage: "sales" },
    ],
    signals: [
      { signal: "call-interest", points: 20 },
      { signal: "call-timing", points: 15 },
    ],
    phrases: said.flatMap((phrase) => {
      const from = note?.indexOf(phrase.phrase) ?? -1;
      return from < 0 ? [] : [{ ...phrase, from, to: from + phrase.phrase.length, negated: phrase.value === false }];
    }),
  }),
  "POST /v1/deals": { id: "deal_1" },
  "GET /v1/today": today,
  "GET /v1/goals": goals,
  "GET /v1/goals/rates": rates,
  "GET /v1/sending": sending,
  "GET /v1/workflows": page(workflows),
  "GET /v1/workflows/price": workflow,
  "GET /v1/workflows/price/report": report,
  "POST /v1/workflows/price/pause": {},
};
