import type { LostReason } from "./lead.ts";

/** Why a deal was lost, from the words of a person or a CRM. What is not known is `other`, with what was written kept. */
export const readLostReason = (written: string): { reason: LostReason; original?: string } => {
  const text = written.normalize("NFKC").trim();
  const words = text.toLowerCase().replaceAll(/[\s_・-]+/g, "");
  if (words === "") return { reason: "other" };
  return { reason: known.find(([, pattern]) => pattern.test(words))?.[0] ?? "other", original: text.slice(0, 200) };
};

/** In this order: "lost to a cheaper competitor" is about the competitor. */
const known: [LostReason, RegExp][] = [
  ["competitor", /competit|競合|他社|コンペ|相見積/],
  ["missingFeature", /feature|functionality|機能|要件|仕様|対応不可/],
  ["noContact", /nocontact|noresponse|unresponsive|unreachable|ghost|連絡|不通|音信|返信|応答/],
  ["timing", /timing|toolate|tooearly|postpone|notnow|タイミング|時期|延期|先送/],
  ["noDecision", /nodecision|undecided|indecision|statusquo|決裁|決定|稟議|見送|保留|中止|現状維持|意思決定/],
  ["price", /price|pricing|cost|expensive|budget|価格|金額|予算|費用|コスト|値段|高い|高額|料金/],
];
