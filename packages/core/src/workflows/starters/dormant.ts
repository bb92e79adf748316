import type { Starter } from "./starter.ts";

/** People who were silent for 90 days. */
export const dormant: Starter = {
  id: "dormant-90",
  name: { ja: "休眠90日の掘り起こし", en: "Dormant for 90 days" },
  about: { ja: "90日反応のない人に、新しい話題で声をかけます", en: "Speaks to people who were silent for 90 days" },
  needs: { ja: "すぐに始められます", en: "Ready to start" },
  mails: [
    {
      ja: {
        name: "休眠1 新しい話題",
        subject: "いま決めておくと後が楽になる、3つのこと",
        preheader: "5分で読めます。",
        text: [
          "以前ご相談いただいたままになっていました。お変わりありませんか。",
          "この半年で変わったことのうち、いま決めておくと後が楽になることを3つに絞りました。",
        ],
        button: { label: "3つのことを読む", path: "/guide" },
      },
      en: {
        name: "Dormant 1: news",
        subject: "Three things worth settling now",
        preheader: "Five minutes to read.",
        text: [
          "It has been a while since we last spoke.",
          "Of all that changed in the last half year, these three are worth settling now.",
        ],
        button: { label: "Read the three", path: "/guide" },
      },
    },
    {
      ja: {
        name: "休眠2 事例",
        subject: "同じ規模の企業が、この半年で変えたこと",
        preheader: "うまくいかなかったことも載せています。",
        text: [
          "先日の記事をご覧いただき、ありがとうございました。",
          "同じ規模の企業が半年で変えたことを、時系列でまとめました。",
        ],
        button: { label: "事例を読む", path: "/case" },
      },
      en: {
        name: "Dormant 2: a case",
        subject: "What a company of your size changed in half a year",
        preheader: "Including what did not work.",
        text: ["Thank you for reading.", "Here is what a company of your size changed in half a year, month by month."],
        button: { label: "Read the case", path: "/case" },
      },
    },
  ],
  definition: (mail, language) => ({
    hypothesis: {
      whom: language === "ja" ? "90日動きのないリード" : "Leads who were silent for 90 days",
      belief: language === "ja" ? "状況が変わり、また情報を探している" : "look again, since things have changed",
      reaction: "mail.clicked",
      share: 0.1,
      within: "P21D",
    },
    triggers: [{ kind: "dormant", for: "P90D" }, { kind: "manual" }],
    entry: { when: { field: "stage", eq: "marketing" }, reentry: { after: "P180D" } },
    exits: [{ when: { event: "form.submitted" }, reason: "came-back" }],
    window: { days: ["tue", "wed", "thu"], from: "10:00", to: "17:00", holidays: "skip" },
    steps: [
      { id: "first", kind: "email", template: mail(1) },
      { id: "pause", kind: "wait", for: "P7D" },
      {
        id: "reacted",
        kind: "branch",
        paths: [
          {
            label: { ja: "1通目のリンクを開いた", en: "Opened a link of mail 1" },
            when: { event: "mail.clicked", template: mail(1) },
            steps: [
              { id: "awake", kind: "score", signal: "interested", points: 5, family: "mail" },
              { id: "second", kind: "email", template: mail(2) },
            ],
          },
        ],
        else: [
          { id: "asleep", kind: "update", set: { tags: { add: [language === "ja" ? "まだ休眠" : "still-dormant"] } } },
        ],
      },
      { id: "finished", kind: "exit", reason: "finished" },
    ],
  }),
};
