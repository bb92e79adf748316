import type { Lead, LostReason } from "../leads/lead.ts";
import type { ChipName } from "./phrases.ts";

/** `clicked`: subjects of mails whose links the person opened, newest first. `answered`: what earlier calls found out. */
export type Known = {
  lastDeal: { reason: LostReason; name?: string; competitor?: string } | undefined;
  clicked: string[];
  answered: ChipName[];
};
type Say = { ja: string; en: string };

/** How to begin the call, from what is known: two to four sentences, and nothing that is not so. */
export const approach = (
  { attributes, handoff }: Pick<Lead, "attributes" | "handoff">,
  { lastDeal, clicked, answered }: Known,
  language: "ja" | "en",
): string[] => {
  const signals = handoff?.reasons.filter(({ signal }) => signal !== "fit" && signal !== "earlier") ?? [];
  const begin = bySignal.find(({ starts }) => signals.some(({ signal }) => signal.startsWith(starts)))?.say;
  const industry = attributes["industry"];
  const known: (Say | undefined)[] = [
    begin,
    lastDeal === undefined ? undefined : lost(lastDeal),
    clicked[0] === undefined ? undefined : read(clicked[0]),
    typeof industry === "string" && industry !== "" ? sameTrade(industry) : undefined,
  ];
  const said = known.filter((sentence) => sentence !== undefined).slice(0, 3);
  const open = said.length === 0 ? [unknown] : said;
  return [...open, ask(answered)].map((sentence) => sentence[language]);
};

const lost = ({ reason, competitor }: NonNullable<Known["lastDeal"]>): Say =>
  reason === "competitor" && competitor !== undefined && competitor !== ""
    ? {
        ja: `前回は${competitor}に決定。使い勝手と更新の時期を聞く`,
        en: `Chose ${competitor} before: ask how it works out, and when it renews`,
      }
    : byReason[reason];

const read = (subject: string): Say => ({
  ja: `「${subject}」のリンクを開いている。その話から入れる`,
  en: `They followed a link in “${subject}”: a way in`,
});
const sameTrade = (industry: string): Say => ({
  ja: `同じ業種(${industry})の事例を用意する`,
  en: `Have a case from ${industry} at hand`,
});
const unknown: Say = {
  ja: "決め手になった反応は一つではない。いま何に困っているかから聞く",
  en: "No single thing brought them here: begin with what troubles them now",
};

/** What the last calls have not answered yet; when all is answered, the next step. */
const ask = (answered: ChipName[]): Say => {
  const left = questions.filter(({ chip }) => !answered.includes(chip)).slice(0, 3);
  if (left.length === 0)
    return { ja: "次の一歩(打ち合わせの日程)を決める", en: "Agree on the next step: a date to meet" };
  return {
    ja: `聞くこと:${left.map(({ say }) => say.ja).join("、")}`,
    en: `Ask about ${left.map(({ say }) => say.en).join(", ")}`,
  };
};
const questions: { chip: ChipName; say: Say }[] = [
  { chip: "budget", say: { ja: "予算の時期", en: "when a budget is set" } },
  { chip: "timing", say: { ja: "決めたい時期", en: "when they want to decide" } },
  { chip: "authority", say: { ja: "決める人", en: "who decides" } },
  { chip: "need", say: { ja: "困りごと", en: "what troubles them" } },
];

const byReason: Record<LostReason, Say> = {
  price: {
    ja: "前回は価格で見送り。価格からではなく、効果と事例から入る。値引きの約束はしない",
    en: "Lost on price before: begin with results, not with price, and promise no discount",
  },
  competitor: {
    ja: "前回は競合に決定。使い勝手と更新の時期を聞く",
    en: "Chose a competitor before: ask how it works out, and when it renews",
  },
  timing: {
    ja: "前回は時期が合わず見送り。いまの検討時期を聞く",
    en: "The time was wrong before: ask about the time now",
  },
  noDecision: {
    ja: "前回は決まらずに終わった。誰が決めるか、何があれば進むかを聞く",
    en: "Ended without a decision: ask who decides, and what it takes",
  },
  missingFeature: {
    ja: "前回は機能が足りず見送り。その機能の今の状況を確かめてから話す",
    en: "A feature was missing: check how it stands before you call",
  },
  noContact: {
    ja: "前回は連絡がつかなかった。短く用件から話す",
    en: "Could not be reached before: be short, say why you call",
  },
  other: {
    ja: "前回は見送り。理由を決めつけず、その後に変わったことを聞く",
    en: "It came to nothing before: ask what has changed since, and assume no reason",
  },
};

const bySignal: { starts: string; say: Say }[] = [
  {
    starts: "form-demo",
    say: { ja: "デモ・見積もりの依頼。日程の候補を二つ出す", en: "Asked for a demo or a quote: offer two dates" },
  },
  {
    starts: "form-brochure",
    say: {
      ja: "資料請求のお礼から入り、何を知りたいかを聞く",
      en: "Thank them for asking for the brochure; ask what they want to know",
    },
  },
  {
    starts: "page-pricing",
    say: {
      ja: "料金ページを見ている。人数と使い方を聞いて概算を伝える",
      en: "Looked at the pricing page: ask how many people, give a rough figure",
    },
  },
  { starts: "seminar", say: { ja: "セミナーの感想を聞く", en: "Ask how they liked the seminar" } },
];
