import { askedForDemo, type Starter, weekdays } from "./starter.ts";

/** Something to compare before the contract renews. */
export const renewal: Starter = {
  id: "renewal-month",
  name: { ja: "契約更新月の前に", en: "Before the renewal month" },
  about: {
    ja: "いまの契約が切れる3か月前に、比べる材料を渡します",
    en: "Gives people something to compare three months before their contract ends",
  },
  needs: {
    ja: "項目 renewal(いまの契約の更新日)が要ります",
    en: "Needs the attribute renewal: the day their contract renews",
  },
  mails: [
    {
      ja: {
        name: "更新1 比べる表",
        subject: "更新の前に、一度だけ比べておくなら",
        preheader: "見るところは6つだけです。",
        text: [
          "いまお使いの契約の更新が近づいているころかと思います。",
          "更新の前に比べておきたい点を6つに絞りました。替えない場合にも役に立ちます。",
        ],
        button: { label: "6つの点を見る", path: "/compare" },
      },
      en: {
        name: "Renewal 1: compare",
        subject: "If you compare once before renewing",
        preheader: "Six points are enough.",
        text: [
          "Your present contract will come up for renewal soon.",
          "These six points are worth comparing before, even if you stay.",
        ],
        button: { label: "See the six points", path: "/compare" },
      },
    },
    {
      ja: {
        name: "更新2 切り替えの段取り",
        subject: "更新月に間に合わせる切り替えの段取り",
        preheader: "止めずに進める順番です。",
        text: ["比べる表をご覧いただき、ありがとうございました。", "更新月に間に合わせる場合の段取りをまとめました。"],
        button: { label: "段取りを見る", path: "/schedule" },
      },
      en: {
        name: "Renewal 2: a plan",
        subject: "How to switch in time for the renewal month",
        preheader: "In an order that keeps work going.",
        text: ["Thank you for comparing.", "Here is how to be ready by the renewal month."],
        button: { label: "See the plan", path: "/schedule" },
      },
    },
  ],
  definition: (mail, language) => ({
    hypothesis: {
      whom: language === "ja" ? "更新月が近い企業の担当者" : "People whose renewal is near",
      belief: language === "ja" ? "更新の前に一度は比べたい" : "want to compare before they renew",
      reaction: "mail.clicked",
      share: 0.2,
      within: "P60D",
    },
    triggers: [{ kind: "date", field: "attributes.renewal", offset: "-P90D" }, { kind: "manual" }],
    entry: { reentry: { after: "P180D" } },
    exits: [askedForDemo],
    window: weekdays,
    steps: [
      { id: "compare", kind: "email", template: mail(1) },
      {
        id: "reacts",
        kind: "waitUntil",
        when: { event: "mail.clicked", template: mail(1) },
        max: "P21D",
        then: [
          { id: "interested", kind: "score", signal: "interested", points: 10, family: "mail" },
          { id: "plan", kind: "email", template: mail(2) },
        ],
        timeout: [],
      },
      { id: "month", kind: "wait", until: { field: "attributes.renewal", offset: "-P30D", at: "10:00" } },
      {
        id: "tell",
        kind: "notify",
        channel: "slack:#inside-sales",
        text: "{{ lead.company }} {{ lead.name }}: renewal in 30 days",
      },
      { id: "finished", kind: "exit", reason: "finished" },
    ],
  }),
};
