import { askedForDemo, type Starter, weekdays } from "./starter.ts";

const dormant: Starter = {
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

const seminar: Starter = {
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

const brochure: Starter = {
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

const renewal: Starter = {
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

export const otherStarters: Starter[] = [dormant, seminar, brochure, renewal];
