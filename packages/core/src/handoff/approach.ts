import type { Lead, LostReason } from "../leads/lead.ts";

type Known = { lastDeal: { reason: string; name?: string } | undefined; clicked: string[] };
type Say = { ja: string; en: string };

/** How to begin the call, from what is known: at most four sentences, and nothing that is not. */
export const approach = (lead: Lead, { lastDeal, clicked }: Known, language: "ja" | "en"): string[] => {
  const lost = lastDeal === undefined ? undefined : byReason[lastDeal.reason];
  const [strongest] = lead.handoff?.reasons.filter(({ signal }) => signal !== "fit" && signal !== "earlier") ?? [];
  const form =
    strongest === undefined ? undefined : bySignal.find(({ starts }) => strongest.signal.startsWith(starts))?.say;
  const [mail] = clicked;
  const industry = lead.attributes["industry"];
  const said: (Say | undefined)[] = [
    form,
    lost,
    mail === undefined
      ? undefined
      : { ja: `「${mail}」を読んでいます。その話から入れます`, en: `They read "${mail}": a way in` },
    typeof industry === "string" && industry !== ""
      ? { ja: `同じ業種(${industry})の事例を用意する`, en: `Have a case from ${industry} at hand` }
      : undefined,
  ];
  return said.flatMap((sentence) => (sentence === undefined ? [] : [sentence[language]])).slice(0, 4);
};

const byReason: Record<string, Say> = {
  price: {
    ja: "前回は価格で見送り。価格からではなく、効果と事例から入る。値引きの約束はしない",
    en: "Lost on price before: begin with results, not with price, and promise no discount",
  },
  competitor: {
    ja: "前回は競合に決定。いまの使い勝手と更新の時期を聞く",
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
} satisfies Record<Exclude<LostReason, "other">, Say>;

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
