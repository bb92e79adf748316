import type { TemplateDraft } from "@rekindle/core/mail/template";
import { letter } from "./letter.ts";

const site = "https://www.akari-keihi.example";

/** The mails of the sample. The first link of each is what it is about. */
export const mails: Record<string, TemplateDraft> = {
  "price-1": letter({
    name: "価格① 費用の見直し",
    subject: "経費精算の費用、見直すならどこからか",
    preheader: "月額の料金より先に、社内でかかっている時間をご覧ください。",
    greeting: true,
    text: [
      "{% if deal.closedAt %}{{ deal.closedAt }}に{% endif %}ご検討を見送られてから、ひと月ほどになります。その後、月末の処理はいかがでしょうか。",
      "同じように費用を理由に見送られた企業に伺うと、負担の約7割は「差し戻しの往復」と「領収書の突き合わせ」にかかる時間でした。料金の前に、まず社内の時間を金額にしてみるのが近道です。",
      "3つの数字を入れるだけの試算シートを用意しました。登録は要りません。",
    ],
    button: { label: "費用の試算シートを開く", href: `${site}/tools/estimate` },
    more: [{ label: "料金プラン", href: `${site}/pricing` }],
  }),
  "price-2-warm": letter({
    name: "価格② 反応のあった人へ",
    subject: "同じ{{ lead.attributes.industry | default: '業種の' }}企業で、月次締めが3日早くなった理由",
    preheader: "従業員600名、拠点12か所の導入事例です。",
    greeting: true,
    text: [
      "先日は試算シートをご覧いただき、ありがとうございました。",
      "{{ lead.company | default: '御社' }}様と近い規模の企業が、どのように稟議を通し、どれだけの期間で定着させたかを、経理課長のお話でまとめました。初期費用を分けて計上した方法も載せています。",
    ],
    button: { label: "導入事例(港湾倉庫)を読む", href: `${site}/case/harbour-warehouse` },
    more: [
      { label: "料金プラン", href: `${site}/pricing` },
      { label: "資料をまとめて請求する", href: `${site}/brochure` },
    ],
  }),
  "price-2-cold": letter({
    name: "価格② まだ反応のない人へ",
    subject: "電帳法対応だけなら、いくらで始められますか",
    preheader: "経費精算をまるごと変えずに始める方法です。",
    greeting: true,
    text: [
      "「今の運用は変えたくない。ただ、電子帳簿保存法だけは間に合わせたい」というご相談が増えています。",
      "アカリ経費は、領収書の保存だけを月額9,800円から始められます。経費精算は来期に、という順番でもかまいません。",
    ],
    button: { label: "電帳法ライトプランを見る", href: `${site}/pricing/light` },
    more: [{ label: "よくあるご質問", href: `${site}/guide/faq` }],
  }),
  benchmark: letter({
    name: "ベンチマークレポート",
    subject: "経費精算ベンチマーク2026:承認までの日数は平均4.6日",
    preheader: "412社の数字と並べて、自社の位置がわかります。",
    greeting: false,
    text: [
      "国内412社の経理部門に、申請から支払いまでの日数、差し戻しの割合、1件あたりの手間を伺いました。",
      "上位25%の企業では、差し戻しが1か月に8件まで減っています。何が違ったのかを、業種と規模ごとにまとめました。",
    ],
    button: { label: "レポートを読む(24ページ)", href: `${site}/reports/benchmark-2026` },
    more: [{ label: "導入事例の一覧", href: `${site}/case` }],
  }),
  "case-study": letter({
    name: "導入事例",
    subject: "領収書の紙を年間9箱なくした、経理3人の取り組み",
    preheader: "はじめの3か月に何をしたかを時系列で。",
    greeting: false,
    text: [
      "従業員450名の食品メーカーで、経理3人が半年かけて紙をなくした記録です。うまくいかなかったことも、そのまま載せています。",
      "最初に変えたのはシステムではなく、締め日の考え方でした。",
    ],
    button: { label: "導入事例を読む", href: `${site}/case/foods-three-people` },
    more: [{ label: "料金プラン", href: `${site}/pricing` }],
  }),
  "dormant-1": letter({
    name: "休眠① 法改正",
    subject: "2027年の電帳法見直し、いま決めておく3つのこと",
    preheader: "半年前に準備した会社が、どこでつまずいたか。",
    greeting: true,
    text: [
      "以前、経費精算についてご相談いただいたままになっていました。お変わりありませんか。",
      "来年の見直しに向けて、いま決めておくと後が楽になることを3つに絞りました。5分で読めます。",
    ],
    button: { label: "3つのことを読む", href: `${site}/guide/e-records-2027` },
    more: [{ label: "セミナーの予定", href: `${site}/seminar` }],
  }),
  "dormant-2": letter({
    name: "休眠② 業種別",
    subject: "{{ lead.attributes.industry | default: '同じ業種' }}の経費精算、よくある3つの遠回り",
    preheader: "立替・仮払い・拠点間の移動費。",
    greeting: true,
    text: [
      "{% if lead.attributes.industry %}{{ lead.attributes.industry }}の企業{% else %}多くの企業{% endif %}では、立替、仮払い、拠点の間の移動費の3つで同じ遠回りが起きています。",
      "それぞれ、明日から変えられることを1つずつご紹介します。",
    ],
    button: { label: "遠回りを減らす方法を見る", href: `${site}/guide/detours` },
    more: [{ label: "導入事例の一覧", href: `${site}/case` }],
  }),
  "seminar-1": letter({
    name: "セミナー① お礼と資料",
    subject: "電帳法セミナーへのご参加ありがとうございました(資料)",
    preheader: "当日の資料と、時間内にお答えできなかったご質問です。",
    greeting: true,
    text: [
      "先日の電帳法セミナーにご参加いただき、ありがとうございました。",
      "当日の資料と、時間の都合でお答えできなかった14件のご質問への回答をお送りします。",
    ],
    button: { label: "資料と回答を開く", href: `${site}/reports/seminar-slides` },
    more: [{ label: "次回のセミナー", href: `${site}/seminar` }],
  }),
  "seminar-2": letter({
    name: "セミナー② チェックリスト",
    subject: "自社の運用に落とし込む、24項目のチェックリスト",
    preheader: "社内の説明にそのまま使えます。",
    greeting: true,
    text: [
      "資料をご覧いただいた方から「社内にどう説明するか」というお声を多くいただきました。",
      "そのまま回覧できる1枚のチェックリストにしました。{{ lead.attributes.department | default: '経理部' }}の皆さまでお使いください。",
    ],
    button: { label: "チェックリストを開く", href: `${site}/reports/checklist-24` },
    more: [{ label: "料金プラン", href: `${site}/pricing` }],
  }),
  "brochure-1": letter({
    name: "資料請求① お届け",
    subject: "ご請求の資料をお届けします(アカリ経費)",
    preheader: "はじめの5ページだけでも、全体がわかります。",
    greeting: true,
    text: [
      "このたびは資料をご請求いただき、ありがとうございます。下のボタンからご覧いただけます。",
      "お急ぎの方は、5ページまでで費用と期間の目安がわかるようにしてあります。",
    ],
    button: { label: "資料を開く(PDF)", href: `${site}/reports/brochure` },
    more: [{ label: "料金プラン", href: `${site}/pricing` }],
  }),
  "brochure-2": letter({
    name: "資料請求② 稟議の材料",
    subject: "稟議書のひな形と、よく聞かれる7つの質問",
    preheader: "Word のまま編集できます。",
    greeting: true,
    text: [
      "ご覧いただいた資料をもとに社内で相談される方へ、稟議書のひな形をお送りします。",
      "役員からよく聞かれる7つの質問と、その答え方も添えました。",
    ],
    button: { label: "稟議書のひな形を開く", href: `${site}/reports/proposal-form` },
    more: [
      { label: "導入事例の一覧", href: `${site}/case` },
      { label: "デモを依頼する", href: `${site}/demo` },
    ],
  }),
};

/** A draft that cannot be published: `lead.industry` is no variable, `lead.attributes.industry` would be. */
export const unfinished: { id: string; draft: TemplateDraft } = {
  id: "dormant-3",
  draft: letter({
    name: "休眠③ 業種の事例(下書き)",
    subject: "{{ lead.industry }}の事例を3つ選びました",
    preheader: "規模の近い順に並べています。",
    greeting: true,
    text: ["{{ lead.industry }}の企業から、規模の近い順に3つの事例を選びました。"],
    button: { label: "3つの事例を読む", href: `${site}/case` },
    more: [],
  }),
};
