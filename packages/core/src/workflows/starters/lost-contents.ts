import type { Letter } from "./letter.ts";
import type { Both } from "./starter.ts";

type Reason = "price" | "competitor" | "timing" | "noDecision" | "missingFeature";
/** What is said to people whose deal was lost for one reason. */
export type Content = {
  reason: Reason;
  name: Both;
  about: Both;
  belief: Both;
  /** From the day the deal was lost to the first mail. */
  after: string;
  mails: { ja: Letter; en: Letter }[];
};

export const contents: Content[] = [
  {
    reason: "price",
    name: { ja: "価格で失注した案件の再活性化", en: "Deals lost on price" },
    about: {
      ja: "料金より先に、かかっている手間を金額にして見せます",
      en: "Shows what the present way costs before it names a price",
    },
    belief: { ja: "費用の見直しどころを探している", en: "look for where cost can be cut" },
    after: "P30D",
    mails: [
      {
        ja: {
          name: "価格1 費用の見直し",
          subject: "費用を見直すなら、どこからか",
          preheader: "月額の料金より先に、社内でかかっている時間をご覧ください。",
          text: [
            "以前は費用を理由に見送られたと伺いました。その後、いかがでしょうか。",
            "同じように見送られた企業に伺うと、負担の多くは料金そのものではなく、社内でかかる時間でした。3つの数字を入れるだけの試算シートを用意しました。",
          ],
          button: { label: "試算シートを開く", path: "/estimate" },
        },
        en: {
          name: "Price 1: where to cut",
          subject: "Where to look first when cutting cost",
          preheader: "Before the monthly fee: the hours your team spends.",
          text: [
            "When we last spoke, cost stood in the way. How have things been since?",
            "Companies in the same position found that most of the burden was not the fee but their own hours. We made a sheet that needs three numbers.",
          ],
          button: { label: "Open the sheet", path: "/estimate" },
        },
      },
      {
        ja: {
          name: "価格2 導入事例",
          subject: "費用を半分の期間で回収した企業の進め方",
          preheader: "稟議の通し方と、最初の3か月。",
          text: [
            "先日は試算シートをご覧いただき、ありがとうございました。",
            "近い規模の企業が、どのように稟議を通し、どれだけの期間で費用を回収したかをまとめました。",
          ],
          button: { label: "導入事例を読む", path: "/case" },
        },
        en: {
          name: "Price 2: a case",
          subject: "How one company earned the cost back in half the time",
          preheader: "The approval, and the first three months.",
          text: [
            "Thank you for looking at the sheet.",
            "We wrote down how a company of about your size got approval, and how long it took to earn the cost back.",
          ],
          button: { label: "Read the case", path: "/case" },
        },
      },
    ],
  },
  {
    reason: "competitor",
    name: { ja: "競合に決まった案件の再活性化", en: "Deals lost to a competitor" },
    about: {
      ja: "使い始めて半年、よくある困りごとから話を始めます",
      en: "Starts from what people run into after half a year",
    },
    belief: { ja: "使ってみて足りない点に気づいている", en: "have noticed by now what is missing" },
    after: "P6M",
    mails: [
      {
        ja: {
          name: "競合1 半年後の見直し",
          subject: "導入から半年、見直しておきたい5つの点",
          preheader: "どの製品をお使いでも役に立つ点検表です。",
          text: [
            "新しい仕組みを使い始めて、そろそろ半年になるころかと思います。",
            "どの製品をお使いでも役に立つ、半年目の点検表をお送りします。うまくいっていれば、それが一番です。",
          ],
          button: { label: "点検表を見る", path: "/checklist" },
        },
        en: {
          name: "Competitor 1: half a year on",
          subject: "Half a year in: five things worth checking",
          preheader: "A checklist that helps whichever product you use.",
          text: [
            "You have been using your new system for about half a year now.",
            "Here is a checklist for that moment, whichever product you use. If all is well, so much the better.",
          ],
          button: { label: "See the checklist", path: "/checklist" },
        },
      },
      {
        ja: {
          name: "競合2 乗り換えの実際",
          subject: "乗り換えた企業が、先に知りたかったこと",
          preheader: "データの移し方と、止めずに進める順番。",
          text: [
            "点検表をご覧いただき、ありがとうございました。",
            "実際に乗り換えた企業に、先に知っておきたかったことを伺いました。データの移し方と、業務を止めない順番です。",
          ],
          button: { label: "乗り換えの記録を読む", path: "/case/switch" },
        },
        en: {
          name: "Competitor 2: what switching is like",
          subject: "What those who switched wish they had known",
          preheader: "Moving the data, and an order that keeps work going.",
          text: [
            "Thank you for looking at the checklist.",
            "We asked companies that switched what they wish they had known first: how data moves, and in which order work keeps going.",
          ],
          button: { label: "Read about switching", path: "/case/switch" },
        },
      },
    ],
  },
  {
    reason: "timing",
    name: { ja: "時期が合わなかった案件の再活性化", en: "Deals lost on timing" },
    about: {
      ja: "次の検討の時期に間に合うよう、準備だけ先に渡します",
      en: "Hands over the groundwork in time for the next round",
    },
    belief: { ja: "次の期に向けて準備を始めている", en: "begin to prepare for the next period" },
    after: "P90D",
    mails: [
      {
        ja: {
          name: "時期1 準備の段取り",
          subject: "次の期に間に合わせるなら、いつ始めるか",
          preheader: "逆算した段取り表です。",
          text: [
            "以前は時期が合わず、見送りとなりました。",
            "次の期の始まりに間に合わせる場合の段取りを、逆算して1枚の表にしました。いま決める必要はありません。",
          ],
          button: { label: "段取り表を見る", path: "/schedule" },
        },
        en: {
          name: "Timing 1: a plan backwards",
          subject: "When to begin to be ready for the next period",
          preheader: "A schedule, counted backwards.",
          text: [
            "Last time the moment was not right.",
            "We counted backwards from the next period and put it on one page. Nothing has to be decided now.",
          ],
          button: { label: "See the schedule", path: "/schedule" },
        },
      },
      {
        ja: {
          name: "時期2 小さく始める",
          subject: "2週間で試せる、小さな始め方",
          preheader: "全社に広げる前に、1つの部署で。",
          text: ["段取り表をご覧いただき、ありがとうございました。", "1つの部署だけで2週間試す進め方をまとめました。"],
          button: { label: "進め方を見る", path: "/trial" },
        },
        en: {
          name: "Timing 2: start small",
          subject: "A small start that takes two weeks",
          preheader: "One department first.",
          text: ["Thank you for looking at the schedule.", "Here is how to try it in one department for two weeks."],
          button: { label: "See how", path: "/trial" },
        },
      },
    ],
  },
  {
    reason: "noDecision",
    name: { ja: "決まらなかった案件の再活性化", en: "Deals without a decision" },
    about: { ja: "社内の説明に使える材料を渡します", en: "Gives people what they need to explain it inside" },
    belief: { ja: "社内の合意に困っている", en: "struggle to agree inside" },
    after: "P60D",
    mails: [
      {
        ja: {
          name: "未決1 稟議の材料",
          subject: "社内の説明にそのまま使える1枚",
          preheader: "よく聞かれる7つの質問への答えつき。",
          text: [
            "ご検討が社内で止まっている、というお声をよく伺います。",
            "役員からよく聞かれる7つの質問と答えを、そのまま回せる1枚にしました。",
          ],
          button: { label: "1枚の資料を開く", path: "/proposal" },
        },
        en: {
          name: "No decision 1: for your colleagues",
          subject: "One page to pass around",
          preheader: "With answers to the seven usual questions.",
          text: [
            "Many tell us that the matter came to rest inside the company.",
            "We put the seven questions that directors ask, and their answers, on one page that you can pass on.",
          ],
          button: { label: "Open the page", path: "/proposal" },
        },
      },
      {
        ja: {
          name: "未決2 何もしない費用",
          subject: "このまま1年続けると、いくらになるか",
          preheader: "何もしないことの費用を、数字で。",
          text: [
            "資料をご覧いただき、ありがとうございました。",
            "いまの進め方を1年続けた場合の費用を、数字で確かめられます。",
          ],
          button: { label: "試算する", path: "/estimate" },
        },
        en: {
          name: "No decision 2: the cost of waiting",
          subject: "What another year of the same comes to",
          preheader: "The cost of doing nothing, in figures.",
          text: ["Thank you for opening the page.", "Here you can see what another year of the present way comes to."],
          button: { label: "Work it out", path: "/estimate" },
        },
      },
    ],
  },
  {
    reason: "missingFeature",
    name: { ja: "機能が足りず失注した案件の再活性化", en: "Deals lost on a missing feature" },
    about: {
      ja: "増えた機能を、困りごとの言葉で知らせます",
      en: "Tells what is new in the words of the problem it solves",
    },
    belief: { ja: "足りなかった機能を今も必要としている", en: "still need what was missing" },
    after: "P90D",
    mails: [
      {
        ja: {
          name: "機能1 新しくできること",
          subject: "前回からできるようになったこと",
          preheader: "ご要望の多かったものから順に。",
          text: [
            "以前は必要な機能が足りず、ご期待に沿えませんでした。",
            "あれからできるようになったことを、ご要望の多かった順にまとめました。",
          ],
          button: { label: "新しくできることを見る", path: "/news" },
        },
        en: {
          name: "Feature 1: what is new",
          subject: "What has become possible since",
          preheader: "The most wanted first.",
          text: [
            "Last time something you needed was missing.",
            "Here is what has become possible since, the most wanted first.",
          ],
          button: { label: "See what is new", path: "/news" },
        },
      },
      {
        ja: {
          name: "機能2 15分の実演",
          subject: "15分の動画で、実際の画面をご覧ください",
          preheader: "説明より、動いているところを。",
          text: ["新しい機能をご覧いただき、ありがとうございました。", "実際の画面を15分の動画にまとめました。"],
          button: { label: "動画を見る", path: "/video" },
        },
        en: {
          name: "Feature 2: a demonstration",
          subject: "See it work, in 15 minutes",
          preheader: "Rather than read about it.",
          text: ["Thank you for looking at what is new.", "Here it is at work, in a video of 15 minutes."],
          button: { label: "Watch the video", path: "/video" },
        },
      },
    ],
  },
];
