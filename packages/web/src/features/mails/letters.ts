import type { MailDraft } from "../../api/mails.ts";
import type { Language } from "../../api/workspace.ts";

/** What a new mail can start from: written as Markdown, to be overwritten. Links lead to a placeholder, which the checks point at. */
export type Letter = { id: "education" | "seminar" | "personal"; draft: Record<Language, MailDraft> };

const greeting = {
  ja: `{% if lead.company %}
{{ lead.company }}
{% endif %}
{% if lead.name %}{{ lead.name }} 様{% else %}ご担当者様{% endif %}`,
  en: "{% if lead.name %}Dear {{ lead.name }},{% else %}Hello,{% endif %}",
};

export const letters: Letter[] = [
  {
    id: "education",
    draft: {
      ja: {
        name: "お役立ち情報",
        subject: "月末の処理を軽くする、3つの見直し",
        preheader: "明日から試せる順に並べました。",
        markdown: `${greeting.ja}

いつもお世話になっております。{{ sender.name }}です。

# 月末の処理を軽くする、3つの見直し

多くの企業で、負担の大半は同じ3か所に集まっています。

- **差し戻しの往復** 理由を選ぶだけにすると、やり取りが半分になります
- **突き合わせ** 月末にまとめず、週に一度に分けます
- **例外の処理** 頻度の高い3種類だけ、先に決めごとを作ります

手順は1枚の資料にまとめました。登録は要りません。

[資料を読む(3分)](https://example.com/guide)
`,
      },
      en: {
        name: "Something useful",
        subject: "Three ways to a lighter month end",
        preheader: "In the order in which you can try them.",
        markdown: `${greeting.en}

# Three ways to a lighter month end

In most companies the work gathers in the same three places.

- **Returned claims** Let people choose a reason: half the messages
- **Matching** Once a week instead of at the end of the month
- **Exceptions** Settle the three most frequent ones first

It is all on one page. No sign-up needed.

[Read the page (3 min)](https://example.com/guide)

{{ sender.name }}
`,
      },
    },
  },
  {
    id: "seminar",
    draft: {
      ja: {
        name: "セミナーのご案内",
        subject: "【12/10開催】月次締めを3日早めた進め方",
        preheader: "オンライン・45分・無料。当日の資料もお送りします。",
        markdown: `${greeting.ja}

同じ悩みを持つ企業が、どの順番で何を変えたのか。担当の方ご本人にお話しいただきます。

# 月次締めを3日早めた進め方

- **日時** 12月10日(木) 14:00〜14:45
- **場所** オンライン(お申し込みの方に、参加用のリンクをお送りします)
- **内容** 最初の1か月でやったこと・つまずいた所・社内の説明に使った資料

[席を確保する](https://example.com/seminar)

当日ご都合の悪い方にも、お申し込みいただければ資料をお送りします。
`,
      },
      en: {
        name: "Seminar invitation",
        subject: "10 Dec: how a team closed three days earlier",
        preheader: "Online, 45 minutes, free. Slides afterwards.",
        markdown: `${greeting.en}

A team with the same month end as yours tells what it changed, and in which order.

# How a team closed three days earlier

- **When** Thursday 10 December, 14:00 to 14:45
- **Where** Online; you get the link when you sign up
- **What** The first month, what went wrong, and the slides for approval

[Reserve a seat](https://example.com/seminar)

Cannot make it? Sign up, and the slides will come to you.
`,
      },
    },
  },
  {
    id: "personal",
    draft: {
      ja: {
        name: "短いご連絡",
        subject: "その後、いかがでしょうか",
        preheader: "ひと言だけ伺えればと思い、ご連絡しました。",
        markdown: `${greeting.ja}

お世話になっております。{{ sender.name }}です。

{% if deal.closedAt %}{{ deal.closedAt }}に{% endif %}ご検討を見送られてから、しばらく経ちました。その後、状況はいかがでしょうか。

いまは必要ないようでしたら、そのままで結構です。もし時期が近づいていれば、[15分ほどお話しする時間](https://example.com/talk)をいただけますと幸いです。

{{ sender.name }}
`,
      },
      en: {
        name: "A short note",
        subject: "How have things been?",
        preheader: "Just one question.",
        markdown: `${greeting.en}

It has been a while since you decided to wait. How have things been?

If it is not the time, there is nothing to do. If it is getting closer, I would be glad of [fifteen minutes with you](https://example.com/talk).

{{ sender.name }}
`,
      },
    },
  },
];
