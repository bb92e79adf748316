import type { FormField } from "../../api/sources.ts";

/** Questions that one adds by a press. */
export const offered: FormField[] = [
  { name: "company", label: { ja: "会社名", en: "Company" }, type: "text", target: "company" },
  { name: "full_name", label: { ja: "お名前", en: "Name" }, type: "text", target: "name" },
  { name: "phone", label: { ja: "電話番号", en: "Phone" }, type: "tel", target: "attributes.phone" },
  { name: "department", label: { ja: "部署名", en: "Department" }, type: "text", target: "attributes.department" },
  { name: "job_title", label: { ja: "役職", en: "Job title" }, type: "text", target: "attributes.title" },
  {
    name: "employees",
    label: { ja: "従業員数", en: "Employees" },
    type: "select",
    target: "attributes.employees",
    options: [
      { ja: "1〜49名", en: "1–49" },
      { ja: "50〜299名", en: "50–299" },
      { ja: "300〜999名", en: "300–999" },
      { ja: "1,000名以上", en: "1,000 or more" },
    ],
  },
  {
    name: "timing",
    label: { ja: "導入の時期", en: "When" },
    type: "select",
    target: "attributes.timing",
    options: [
      { ja: "3か月以内", en: "Within 3 months" },
      { ja: "半年以内", en: "Within half a year" },
      { ja: "情報収集", en: "Looking around" },
    ],
  },
  { name: "message", label: { ja: "ご用件", en: "Message" }, type: "textarea", target: "attributes.message" },
  { name: "question", label: { ja: "質問", en: "Question" }, type: "text" },
  { name: "choice", label: { ja: "確認", en: "Confirmation" }, type: "checkbox" },
];
