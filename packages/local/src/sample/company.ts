import { Source } from "@rekindle/core/leads/source";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import type { ScoringModel } from "@rekindle/core/scoring/model";
import { Settings } from "@rekindle/core/workspace/settings";

/** アカリ経費: a vendor of expense software that does not exist. Its address is one that cannot receive mail. */
export const settings = (baseUrl: string): Settings =>
  Settings.parse({
    sender: { name: "アカリ経費", address: "news@mail.akari-keihi.example" },
    footer: {
      company: "アカリ経費株式会社(サンプル)",
      postalAddress: "〒100-0000 東京都千代田区見本町1-2-3 アカリビル5階",
      contact: "support@akari-keihi.example",
    },
    frequency: { perDay: 1, perWeek: 3 },
    quietHours: { from: "20:00", to: "08:00" },
    reps: [
      { id: "mori", name: "森 健太", email: "mori@akari-keihi.example", capacityPerDay: 15 },
      { id: "abe", name: "阿部 翔", email: "abe@akari-keihi.example", capacityPerDay: 13 },
      { id: "ono", name: "大野 さくら", email: "ono@akari-keihi.example", capacityPerDay: 8 },
      { id: "takagi", name: "高木 恵子", email: "takagi@akari-keihi.example", capacityPerDay: 10, manager: true },
    ],
    // Three working days: at a day in ten seconds, four hours would be over before anybody has read a name.
    slaHours: 27,
    baseUrl,
  });

/** The default model, and the sizes and trades that the company sells to. */
export const scoring: ScoringModel = {
  ...defaultModel,
  fit: [
    ...defaultModel.fit,
    {
      id: "size",
      label: { ja: "従業員300〜999名", en: "300 to 999 people" },
      when: {
        all: [
          { field: "attributes.employees", gte: 300 },
          { field: "attributes.employees", lte: 999 },
        ],
      },
      points: 10,
    },
    {
      id: "industry",
      label: { ja: "対象の業種", en: "Target industry" },
      when: { field: "attributes.industry", in: ["物流・倉庫", "製造", "小売", "医療・介護"] },
      points: 5,
    },
  ],
};

const fields = {
  email: "email",
  familyName: "family",
  givenName: "given",
  company: "company",
  "attributes.department": "department",
  "attributes.title": "title",
  "attributes.phone": "phone",
  "attributes.reading": "reading",
  "attributes.industry": "industry",
  "attributes.employees": "employees",
  tags: "tags",
};
const form = (name: string, text: string, more: Record<string, string> = {}): Source =>
  Source.parse({ kind: "form", name, mapping: fields, consent: { basis: "optIn", field: "consent", text }, ...more });

const agreed = "個人情報の取り扱いに同意し、アカリ経費からの案内メールを受け取ります";
export const sources: Record<string, Source> = {
  brochure: form("資料請求フォーム", agreed, { honeypot: "website" }),
  demo: form("デモ・見積もり依頼フォーム", agreed, { honeypot: "website" }),
  newsletter: form("メールマガジン登録", "毎月2回のメールマガジンを受け取ります"),
  seminar: form("電帳法セミナー申込", agreed, { list: "seminar-2026", event: "seminar.registered" }),
  whitepaper: form("ホワイトペーパーのダウンロード", agreed),
  site: Source.parse({
    kind: "segment",
    name: "サイトの計測(www.akari-keihi.example)",
    secret: "wk_sample_akari_keihi",
    mapping: { email: "traits.email" },
    consent: { basis: "none" },
  }),
};

/** Every lead of the sample carries it. */
export const TAG = "サンプル";
/** The lists that the sample's leads came in by. */
export const lists = { expo: "展示会2026春", cards: "名刺交換2026夏", seminar: "seminar-2026" };
