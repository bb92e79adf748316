import { askedForDemo, type Starter, weekdays } from "./starter.ts";

/** Slides, and more for those who read them. */
export const seminar: Starter = {
  id: "after-seminar",
  name: { ja: "セミナーのあと", en: "After a seminar" },
  about: { ja: "資料を送り、読んだ人にだけ次を送ります", en: "Sends the slides, and more to those who read them" },
  needs: {
    ja: "出席のできごと(seminar.attended)か、出席者のリストから",
    en: "From the event seminar.attended, or a list of attendees",
  },
  mails: [
    {
      ja: {
        name: "セミナー1 お礼と資料",
        subject: "ご参加ありがとうございました(当日の資料)",
        preheader: "時間内にお答えできなかったご質問も。",
        text: [
          "先日はセミナーにご参加いただき、ありがとうございました。",
          "当日の資料と、お答えできなかったご質問への回答をお送りします。",
        ],
        button: { label: "資料を開く", path: "/seminar/slides" },
      },
      en: {
        name: "Seminar 1: thanks and slides",
        subject: "Thank you for coming (slides)",
        preheader: "With the questions we had no time for.",
        text: [
          "Thank you for coming to our seminar.",
          "Here are the slides, and answers to the questions we had no time for.",
        ],
        button: { label: "Open the slides", path: "/seminar/slides" },
      },
    },
    {
      ja: {
        name: "セミナー2 チェックリスト",
        subject: "社内でそのまま使えるチェックリスト",
        preheader: "説明にそのままお使いください。",
        text: ["資料をご覧いただき、ありがとうございました。", "社内でそのまま回せるチェックリストにしました。"],
        button: { label: "チェックリストを開く", path: "/checklist" },
      },
      en: {
        name: "Seminar 2: checklist",
        subject: "A checklist to use with your team",
        preheader: "Ready to pass on.",
        text: ["Thank you for opening the slides.", "Here is the same as a checklist to use with your team."],
        button: { label: "Open the checklist", path: "/checklist" },
      },
    },
  ],
  definition: (mail, language) => ({
    hypothesis: {
      whom: language === "ja" ? "セミナーに出席した人" : "People who attended",
      belief: language === "ja" ? "自社の運用に落とし込みたい" : "want to put it into practice",
      reaction: "mail.clicked",
      share: 0.2,
      within: "P14D",
    },
    triggers: [
      { kind: "event", name: "seminar.attended" },
      { kind: "list", list: "seminar" },
    ],
    entry: { reentry: { after: "P60D" } },
    exits: [askedForDemo],
    window: weekdays,
    steps: [
      { id: "pause", kind: "wait", businessDays: 1 },
      { id: "thanks", kind: "email", template: mail(1) },
      { id: "later", kind: "wait", for: "P5D" },
      {
        id: "read",
        kind: "branch",
        paths: [
          {
            label: { ja: "資料を開いた", en: "Opened the slides" },
            when: { event: "mail.clicked", template: mail(1) },
            steps: [
              { id: "keen", kind: "score", signal: "keen", points: 5, family: "event" },
              { id: "checklist", kind: "email", template: mail(2) },
            ],
          },
        ],
      },
      { id: "finished", kind: "exit", reason: "finished" },
    ],
  }),
};
