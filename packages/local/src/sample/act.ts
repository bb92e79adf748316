import type { DealInput } from "@rekindle/core/deals/deal";
import type { AttributeValue, ReturnReason } from "@rekindle/core/leads/lead";
import type { Instant } from "@rekindle/core/world/world";

/** What a simulated person does, as it stands in the diary. People are named by their address. */
export type Act =
  | { do: "form"; source: string; email: string }
  | { do: "list"; list: string; emails: string[] }
  | { do: "track"; email: string; name: string; properties: Record<string, AttributeValue> }
  | { do: "open" | "optOut"; path: string }
  /** `follow`: and reads the page behind the link. */
  | { do: "click"; path: string; email: string; follow: boolean }
  | { do: "deal"; deal: DealInput }
  | { do: "call"; email: string; by: string; outcome: string; chips: Record<string, string | boolean>; note?: string }
  | { do: "return"; email: string; by: string; reason: ReturnReason; note?: string }
  | { do: "assign"; email: string; owner: string }
  /** Person number n comes in, and the next one after them. */
  | { do: "arrive"; n: number }
  /** The colleagues work on their hand-offs, and will again. */
  | { do: "desk" };

export type Planned = { at: Instant; act: Act };

/** A page of the company's site as its tag would report it; reports count as documents. */
export const pageView = (email: string, path: string): Act => {
  const isDocument = path.startsWith("/reports/");
  return {
    do: "track",
    email,
    name: isDocument ? "document.read" : "page.viewed",
    properties: { path, title: titleOf(path), url: `https://www.akari-keihi.example${path}` },
  };
};

const titleOf = (path: string): string =>
  titles.find(([start]) => path.startsWith(start))?.[1] ?? "アカリ経費 | 経費精算と電帳法対応";
const titles: [string, string][] = [
  ["/pricing/light", "電帳法ライトプラン"],
  ["/pricing", "料金プラン"],
  ["/case/harbour-warehouse", "導入事例(港湾倉庫)"],
  ["/case/logistics", "導入事例(物流)"],
  ["/case/", "導入事例"],
  ["/case", "導入事例の一覧"],
  ["/reports/benchmark-2026", "ベンチマークレポート2026"],
  ["/reports/seminar-slides", "電帳法セミナーの資料"],
  ["/reports/checklist-24", "24項目のチェックリスト"],
  ["/reports/brochure", "サービス資料"],
  ["/reports/proposal-form", "稟議書のひな形"],
  ["/tools/estimate", "費用の試算シート"],
  ["/guide/", "経費精算ガイド"],
  ["/seminar", "セミナーの予定"],
];
