import * as z from "zod";

export const chipNames = ["interest", "budget", "authority", "need", "timing"] as const;
export type ChipName = (typeof chipNames)[number];

/** `…` in a phrase stands for a few characters in between (Japanese) or up to three words (English). */
const text = z.string().trim().min(2, "At least two characters").max(80);
export const Phrase = z.union([
  z.strictObject({ text, chip: z.enum(["interest", "budget", "authority", "need"]), value: z.boolean() }),
  z.strictObject({ text, chip: z.literal("timing"), value: z.enum(["within3m", "within6m", "later"]) }),
]);
/** What words of a call note say about a chip. */
export type Phrase = z.infer<typeof Phrase>;
export const PhraseList = z.array(Phrase).max(1000);

type Answer = Exclude<ChipName, "timing">;
const say = (chip: Answer, value: boolean, texts: string): Phrase[] =>
  texts.split("|").map((one) => ({ text: one, chip, value }));
const when = (value: Extract<Phrase, { chip: "timing" }>["value"], texts: string): Phrase[] =>
  texts.split("|").map((one) => ({ text: one, chip: "timing", value }));

/** The list that a workspace starts with. A name alone (「予算」) says nothing: what is said of it does. */
export const defaultPhrases: Phrase[] = [
  ...say("interest", true, "興味…ある|興味…あり|興味…持|興味津々|関心…ある|関心…あり|関心…持|関心…高|前向き|乗り気"),
  ...say("interest", true, "詳し…聞きたい|詳し…知りたい|話…聞きたい|デモ…見たい|デモ…希望|比較表…ほしい|比較表…欲しい"),
  ...say(
    "interest",
    true,
    "資料…ほしい|資料…欲しい|資料…送って|見積…ほしい|見積…欲しい|検討したい|検討している|検討中",
  ),
  ...say("interest", true, "interested|keen|curious|wants…demo|would like…demo|wants to see|wants to know more"),
  ...say("interest", false, "興味…ない|興味…なし|興味…薄|関心…ない|関心…なし|関心…薄|検討…予定…ない|no interest"),
  ...say("budget", true, "予算…取れ|予算…とれ|予算…取っ|予算…確保|予算…ある|予算…あり|予算…下り|予算…付い|予算…つい"),
  ...say("budget", true, "予算…通っ|予算…承認|予算…足り|予算化"),
  ...say("budget", true, "budget…approved|budget…secured|budget…available|has…budget|have…budget|has the money"),
  ...say(
    "budget",
    false,
    "予算…ない|予算…なし|予算…ゼロ|予算…厳し|予算…難し|予算オーバー|no budget|over budget|out of budget",
  ),
  ...say("authority", true, "決裁権…ある|決裁権…あり|決裁権…持|決裁者で|決裁者本人|決裁できる|私が決め|自分で決め"),
  ...say("authority", true, "decision maker|decision-maker|signs off|has the final say|can decide"),
  ...say("authority", false, "決裁権…ない|決裁権…なし|決裁…上司|決裁…部長|決裁…役員|no authority|no say"),
  ...say(
    "need",
    true,
    "困って|課題…ある|課題…あり|課題…感じ|課題に|必要…ある|必要…あり|必要だ|必要で|必要性…感じ|ニーズ…ある",
  ),
  ...say("need", true, "ニーズ…あり|手間…かか|時間…かか|効率化したい|楽にしたい|見直したい|やめたい"),
  ...say("need", true, "needs|need|struggling|struggles|pain|too much time"),
  ...say("need", false, "必要…ない|必要…なし|不要|間に合って|ニーズ…ない|ニーズ…なし|課題…ない|課題…なし|no need"),
  ...when("within3m", "今月中|来月から|来月…導入|来月…決め|再来月|今期中|年内|年度内|3か月以内|1か月以内|2か月以内"),
  ...when("within3m", "すぐにでも|すぐ…始め|早急に|至急|急いで"),
  ...when("within3m", "this month|next month|this quarter|within three months|within 3 months|right away|asap"),
  ...when("within6m", "半年以内|6か月以内|4か月以内|5か月以内|来期から|来期…導入|上期中|下期中"),
  ...when("within6m", "next quarter|within six months|within 6 months|in half a year"),
  ...when("later", "来年以降|再来年|当面…先|まだ先|先の話|しばらく先|いずれ|そのうち|next year|some day|later on"),
];
