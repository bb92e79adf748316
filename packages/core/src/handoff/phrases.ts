/** What a phrase of a call note says: a chip, and its value. Longer phrases win over shorter ones that they contain. */
export type Phrase = {
  text: string;
  chip: "interest" | "budget" | "authority" | "need" | "timing";
  value: string | boolean;
};

/** The list that ships. Japanese and English; case does not matter. */
export const phrases: Phrase[] = [
  ...all("interest", true, [
    "興味",
    "関心",
    "前向き",
    "気になって",
    "詳しく聞きたい",
    "比較表がほしい",
    "比較表が欲しい",
    "資料がほしい",
    "資料が欲しい",
    "interested",
    "keen",
    "wants to know more",
  ]),
  ...all("budget", true, ["予算は確保", "予算が取れ", "予算を取っ", "予算がある", "予算あり", "予算", "budget"]),
  ...all("authority", true, [
    "決裁者",
    "決裁権",
    "自分で決め",
    "私が決め",
    "decision maker",
    "decides herself",
    "decides himself",
  ]),
  ...all("need", true, ["困って", "課題", "必要", "手間がかか", "時間がかか", "needs", "struggling", "pain"]),
  ...all("timing", "within3m", [
    "今月",
    "来月",
    "今期中",
    "年内",
    "3か月以内",
    "三か月以内",
    "すぐにでも",
    "至急",
    "this month",
    "next month",
    "this quarter",
    "asap",
  ]),
  ...all("timing", "within6m", [
    "半年以内",
    "6か月以内",
    "来期",
    "次の期",
    "next quarter",
    "within six months",
    "half a year",
  ]),
  ...all("timing", "later", ["来年以降", "当面", "しばらく先", "next year", "not this year"]),
];

function all(chip: Phrase["chip"], value: string | boolean, texts: string[]): Phrase[] {
  return texts.map((text) => ({ text, chip, value }));
}
