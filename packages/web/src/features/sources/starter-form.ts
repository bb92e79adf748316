import type { Form } from "../../api/sources.ts";

/** What a new form begins with: the questions that a B2B form of a Japanese company asks, in both languages. */
export const starterForm = (name: string): Form => ({
  title: { ja: name === "" ? "お問い合わせ" : name, en: name === "" ? "Contact us" : name },
  intro: {
    ja: "ご記入いただいた内容をもとに、担当者からご連絡します。",
    en: "We will get back to you on what you write here.",
  },
  fields: [
    {
      name: "company",
      label: { ja: "会社名", en: "Company" },
      type: "text",
      required: true,
      target: "company",
    },
    { name: "full_name", label: { ja: "お名前", en: "Name" }, type: "text", required: true, target: "name" },
    {
      name: "email",
      label: { ja: "メールアドレス", en: "E-mail" },
      type: "email",
      required: true,
      target: "email",
    },
    { name: "phone", label: { ja: "電話番号", en: "Phone" }, type: "tel", target: "attributes.phone" },
    {
      name: "message",
      label: { ja: "ご用件", en: "Message" },
      type: "textarea",
      target: "attributes.message",
    },
  ],
  consent: {
    text: {
      ja: "個人情報の取り扱いに同意し、製品のご案内メールを受け取ります",
      en: "I agree to the treatment of my data and want mails about the product",
    },
  },
});
