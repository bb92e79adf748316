const counts = (received: number, refused = 0) => ({
  received,
  waiting: 0,
  done: received - refused,
  ignored: 0,
  refused,
  replayed: 0,
});

/** A form of ours that has gone quiet, a webhook that refuses, the site's snippet. */
export const sources = [
  {
    id: "brochure",
    kind: "form",
    name: "資料請求フォーム",
    mapping: { email: "email", name: "full_name" },
    consent: { basis: "optIn", field: "consent" },
    form: {
      title: { ja: "資料請求", en: "Brochure request" },
      fields: [
        {
          name: "email",
          label: { ja: "メールアドレス", en: "E-mail" },
          type: "email",
          required: true,
          target: "email",
        },
        { name: "full_name", label: { ja: "お名前", en: "Name" }, type: "text", target: "name" },
        {
          name: "employees",
          label: { ja: "従業員数", en: "Employees" },
          type: "select",
          target: "attributes.employees",
          options: [{ ja: "1〜49名", en: "1–49" }],
        },
      ],
      consent: { text: { ja: "案内メールを受け取ります", en: "I want mails" } },
    },
    wordings: [{ version: 1, text: { ja: "案内メールを受け取ります" }, since: "2026-11-01T00:00:00.000Z" }],
    hasSecret: false,
    path: "/hooks/brochure",
    formPath: "/f/brochure",
    lastAt: "2026-11-05T01:00:00.000Z",
    usualPerDay: 2.1,
    quiet: { since: "2026-11-05T01:00:00.000Z", businessDays: 12, expected: 25.4 },
    counts: { days7: counts(0), days30: counts(21) },
    refusals: 0,
    days: [{ day: "2026-11-05", received: 3, refused: 0 }],
  },
  {
    id: "hubspot",
    kind: "json",
    name: "HubSpot フォーム",
    mapping: { email: "mail", "attributes.budget": "budget" },
    consent: { basis: "optIn", field: "同意" },
    hasSecret: true,
    secretInPath: true,
    path: "/hooks/hubspot",
    lastAt: "2026-11-24T00:41:00.000Z",
    usualPerDay: 0.4,
    counts: { days7: counts(3, 2), days30: counts(9, 2) },
    refusals: 2,
    days: [
      { day: "2026-11-20", received: 1, refused: 0 },
      { day: "2026-11-24", received: 2, refused: 2 },
    ],
  },
  {
    id: "site",
    kind: "segment",
    name: "コーポレートサイト",
    mapping: {},
    consent: { basis: "none" },
    hasSecret: true,
    writeKey: "wk_1",
    path: "/hooks/site",
    counts: { days7: counts(0), days30: counts(0) },
    refusals: 0,
    days: [],
  },
];

export const payloads = [
  {
    id: "payload_2",
    source: "hubspot",
    receivedAt: "2026-11-24T00:41:00.000Z",
    fate: "refused",
    why: "missing",
    reason: 'mapping.email says "mail", which is missing or empty.',
    raw: '{"email":"hana@takahashi.example"}',
    contentType: "application/json",
  },
  {
    id: "payload_1",
    source: "hubspot",
    receivedAt: "2026-11-20T05:00:00.000Z",
    fate: "done",
    lead: "lead_7",
    raw: '{"mail":"mayumi@minato-logi.example"}',
    contentType: "application/json",
    submission: {
      email: "mayumi@minato-logi.example",
      name: "渡辺 真由美",
      company: { key: "港物流", name: "港物流株式会社" },
      attributes: {},
      tags: [],
      consent: { basis: "optIn", given: true, evidence: "同意: はい" },
      fields: { mail: "mayumi@minato-logi.example", 同意: "はい" },
    },
  },
];

const trial = {
  status: "ok",
  fields: [
    { where: "mail", label: "mail", value: "mayumi@minato-logi.example" },
    { where: "同意", label: "同意", value: "はい" },
  ],
  suggestion: { mapping: { email: "mail" }, consent: "同意" },
  lead: { email: "mayumi@minato-logi.example", attributes: {}, tags: [] },
  consent: { basis: "optIn", given: true, evidence: "同意: はい" },
  events: ["form.submitted"],
  known: "lead_7",
};

const page = (items: unknown[]) => ({ items, next: null });
/** Answers for the fixture server. */
export const sourceAnswers: Record<string, unknown> = {
  "GET /v1/sources": page(sources),
  ...Object.fromEntries(sources.map((source) => [`GET /v1/sources/${source.id}`, source])),
  ...Object.fromEntries(sources.map(({ id }) => [`GET /v1/sources/${id}/payloads`, page(payloads)])),
  "GET /v1/sources/hubspot/payloads?fate=refused&limit=50": page(payloads.slice(0, 1)),
  "POST /v1/sources/hubspot/trial": trial,
  "POST /v1/sources/brochure/trial": { html: "<!doctype html><html lang=ja><title>資料請求</title><h1>資料請求</h1>" },
};
