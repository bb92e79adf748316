import type { Json } from "@rekindle/core/leads/json";
import { Source } from "@rekindle/core/leads/source";

/** One small payload of each provider, in the shape that it documents. */
export const typeform: Json = {
  event_id: "01JTYPEFORM",
  event_type: "form_response",
  form_response: {
    form_id: "lT4Z3j",
    submitted_at: "2026-10-01T01:02:03Z",
    hidden: { utm_source: "webinar" },
    definition: {
      title: "資料請求",
      fields: [
        { id: "F1", title: "メールアドレス", type: "email", ref: "email" },
        { id: "F2", title: "お名前", type: "short_text", ref: "name" },
        { id: "F3", title: "関心", type: "multiple_choice", ref: "topics" },
        { id: "F4", title: "個人情報の取り扱いに同意する", type: "legal", ref: "consent" },
        { id: "F5", title: "部署", type: "multiple_choice", ref: "department" },
      ],
    },
    answers: [
      { type: "email", email: "Sakura＠Kaikei.example", field: { id: "F1", type: "email", ref: "email" } },
      { type: "text", text: "伊藤　さくら", field: { id: "F2", type: "short_text", ref: "name" } },
      { type: "choices", choices: { labels: ["経費", "請求書"], other: "勤怠" }, field: { id: "F3", ref: "topics" } },
      { type: "boolean", boolean: true, field: { id: "F4", type: "legal", ref: "consent" } },
      { type: "choice", choice: { label: "経理部" }, field: { id: "F5", ref: "department" } },
    ],
  },
};

const sizes = [
  { id: "e7", text: "101-500" },
  { id: "0a", text: "501-1000" },
];
export const tally: Json = {
  eventId: "a4cb511e",
  eventType: "FORM_RESPONSE",
  createdAt: "2026-10-01T15:00:21.889Z",
  data: {
    responseId: "2wgx4n",
    formName: "Webinar registration",
    createdAt: "2026-10-01T15:00:21.000Z",
    fields: [
      { key: "q_1", label: "Email", type: "INPUT_EMAIL", value: "ken@north.example" },
      { key: "q_2", label: "Your name", type: "INPUT_TEXT", value: "Ken Mori" },
      { key: "q_3", label: "Company size", type: "MULTIPLE_CHOICE", value: ["e7"], options: sizes },
      { key: "q_4", label: "Also", type: "CHECKBOXES", value: ["0a"], options: sizes },
      { key: "q_5", label: "Terms", type: "CHECKBOXES", value: [], options: [{ id: "t", text: "I agree" }] },
    ],
  },
};

export const jotform: Json = {
  formID: "24",
  submissionID: "59",
  formTitle: "Demo request",
  rawRequest: JSON.stringify({
    slug: "submit/24",
    q3_name: { first: "Hana", last: "Ota" },
    q4_email: "hana@ota.example",
    q5_company: "Ota Foods",
  }),
};
export const googleForms: Json = {
  responseId: "resp-1",
  formTitle: "セミナー",
  namedValues: { Email: ["a@b.example"], 興味: ["経費", "勤怠"], 会社名: ["港（株）"] },
};
export const webflow: Json = {
  triggerType: "form_submission",
  payload: {
    name: "Contact Us",
    id: "6321ca",
    submittedAt: "2026-09-14T12:35:16.117Z",
    data: { "First Name": "Zaphod", "Last Name": "Beeblebrox", email: "z@heart.example", "Phone Number": 15550000000 },
  },
};
export const calendly: Json = {
  event: "invitee.created",
  created_at: "2026-11-23T17:51:19.000000Z",
  payload: {
    email: "test@example.com",
    name: "John Doe",
    questions_and_answers: [{ answer: "25", position: 0, question: "How many employees?" }],
    tracking: { utm_source: "newsletter", utm_medium: null },
    scheduled_event: { name: "30 Minute Meeting" },
    uri: "https://api.calendly.com/scheduled_events/A/invitees/B",
  },
};
export const gravityForms: Json = {
  id: "9",
  form_id: "1",
  "1.3": "太郎",
  "1.6": "山田",
  "2": "taro@example.com",
  "3": "山田商店",
};
export const movableType: Json = {
  entry: JSON.stringify({
    sequence_number: 12,
    created_at: "2026-10-01T10:00:00+09:00",
    columns: [
      { id: 1, label: "メールアドレス", type: "email", value: "aoi@hoken.example" },
      { id: 2, label: "会社名", type: "text", value: "保険プラス" },
    ],
  }),
};
export const identify: Json = {
  type: "identify",
  messageId: "ajs-1",
  userId: "u-42",
  traits: { email: "yui@tokai.example", firstName: "Yui", company: { name: "Tokai Parts" } },
  timestamp: "2026-11-01T00:00:00.000Z",
};
export const track: Json = {
  type: "track",
  messageId: "ajs-2",
  userId: "u-42",
  event: "Pricing Page Viewed",
  properties: { path: "/pricing", cart: { total: 3 } },
  timestamp: "2026-11-01T00:01:00.000Z",
};

export const sourceOf = (source: Record<string, unknown>): Source => Source.parse({ kind: "json", ...source });
