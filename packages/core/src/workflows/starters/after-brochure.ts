import { askedForDemo, type Starter } from "./starter.ts";

/** The brochure, then what approval needs. */
export const brochure: Starter = {
  id: "after-brochure",
  name: { ja: "資料請求のあと", en: "After a brochure request" },
  about: { ja: "資料を届け、稟議の材料を足します", en: "Delivers the brochure, then what approval needs" },
  needs: { ja: "フォーム「資料請求」をつなぐだけ", en: "Connect the brochure form" },
  mails: [
    {
      ja: {
        name: "資料請求1 お届け",
        subject: "ご請求の資料をお届けします",
        preheader: "はじめの5ページで全体がわかります。",
        text: [
          "このたびは資料をご請求いただき、ありがとうございます。",
          "お急ぎの方は、はじめの5ページで費用と期間の目安がわかります。",
        ],
        button: { label: "資料を開く", path: "/brochure" },
      },
      en: {
        name: "Brochure 1: here it is",
        subject: "The brochure you asked for",
        preheader: "The first five pages say it all.",
        text: ["Thank you for asking for our brochure.", "In a hurry? The first five pages give you cost and time."],
        button: { label: "Open the brochure", path: "/brochure" },
      },
    },
    {
      ja: {
        name: "資料請求2 稟議の材料",
        subject: "稟議書のひな形と、よく聞かれる7つの質問",
        preheader: "そのまま編集できます。",
        text: [
          "社内で相談される方へ、稟議書のひな形をお送りします。",
          "よく聞かれる7つの質問と、その答え方も添えました。",
        ],
        button: { label: "ひな形を開く", path: "/proposal" },
      },
      en: {
        name: "Brochure 2: for approval",
        subject: "A proposal to fill in, and seven usual questions",
        preheader: "Ready to edit.",
        text: [
          "For those who now talk to colleagues: a proposal to fill in.",
          "With the seven usual questions, and how to answer them.",
        ],
        button: { label: "Open the proposal", path: "/proposal" },
      },
    },
  ],
  definition: (mail, language) => ({
    hypothesis: {
      whom: language === "ja" ? "資料請求をした人" : "People who asked for the brochure",
      belief: language === "ja" ? "稟議に使う材料を探している" : "look for what approval needs",
      reaction: "mail.clicked",
      share: 0.25,
      within: "P14D",
    },
    triggers: [{ kind: "form", source: "brochure" }],
    entry: { reentry: { after: "P90D" } },
    exits: [askedForDemo],
    steps: [
      { id: "deliver", kind: "email", template: mail(1) },
      { id: "pause", kind: "wait", businessDays: 2 },
      { id: "approval", kind: "email", template: mail(2) },
      {
        id: "prices",
        kind: "waitUntil",
        when: { event: "page.viewed", atLeast: 2, within: "P14D" },
        max: "P14D",
        then: [{ id: "keen", kind: "score", signal: "keen", points: 5, family: "web" }],
        timeout: [{ id: "later", kind: "update", set: { tags: { add: [language === "ja" ? "時期待ち" : "later"] } } }],
      },
      { id: "finished", kind: "exit", reason: "finished" },
    ],
  }),
};
