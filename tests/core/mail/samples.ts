import type { Addressee } from "@rekindle/core/mail/data";
import { publish } from "@rekindle/core/mail/publish";
import type { Template, TemplateDraft } from "@rekindle/core/mail/template";
import { Settings } from "@rekindle/core/workspace/settings";
import { nodeSeal } from "@rekindle/functions/live/node-seal";

export const seal = nodeSeal("a secret of the tests, long enough to be one");

export const settings = Settings.parse({
  sender: { name: "山田 花子(経費ナビ)", address: "hanako@keihi.example" },
  footer: { company: "株式会社経費ナビ", postalAddress: "東京都千代田区1-1", contact: "support@keihi.example" },
  baseUrl: "https://rekindle.example",
});

export const lead: Addressee = {
  id: "lead_01K0ABCDEFGHJKMNPQRSTVWXYZ",
  email: "taro@example.jp",
  name: "佐藤 太郎",
  company: { name: "株式会社東京経費" },
  attributes: { department: "経理部", seat: 42 },
};

/** The lines of the body begin at line 2. */
export const mjml = (body: string): string =>
  `<mjml><mj-body><mj-section><mj-column>\n${body}\n</mj-column></mj-section></mj-body></mjml>`;

export const draft = (body: string, more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  subject: "お知らせ",
  mjml: mjml(body),
  ...more,
});

export const published = async (written: TemplateDraft): Promise<Template> => {
  const result = await publish("price-1", 3, written);
  if (result.status === "refused") throw new Error(JSON.stringify(result.problems));
  return result.template;
};
