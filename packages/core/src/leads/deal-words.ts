import { compact } from "./lead-headers.ts";
import { oneLine } from "./tidy.ts";

/** `Closed Lost` and 失注 are `lost`, `Closed Won` and 受注 are `won`; a forecast such as 受注見込 is an open stage. */
export const readStage = (written: string): string => {
  const words = compact(written).replace(/^\d+/, "").replaceAll(/[()]/g, "");
  if (/^(?:closedlost|lost|dead|(?:クローズ)?失注(?:済み?|確定)?|敗戦|クローズ不成立|不成立)$/.test(words))
    return "lost";
  if (/^(?:closedwon|won|(?:クローズ)?(?:受注|成約)(?:済み?|確定|完了)?|契約済み?|クローズ成立)$/.test(words))
    return "won";
  return oneLine(written);
};

const currencies: Record<string, string> = {
  "¥": "JPY",
  円: "JPY",
  jpy: "JPY",
  $: "USD",
  usd: "USD",
  "€": "EUR",
  eur: "EUR",
};
const units: Record<string, number> = { 千: 1e3, 百万: 1e6, 万: 1e4, 億: 1e8, k: 1e3, m: 1e6 };

/** `¥1,100,000`, `110万円`, `$1,200.50`, `1.2M`. */
export const readAmount = (written: string): { amount: number; currency?: string } | undefined => {
  const text = written.normalize("NFKC").toLowerCase().replaceAll(/[\s,]/g, "");
  const [, before = "", digits, unit = "", after = ""] =
    /^(¥|\\|\$|€|jpy|usd|eur)?(-?\d{1,15}(?:\.\d+)?)(千|百万|万|億|k|m)?(円|jpy|usd|eur)?$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const currency = currencies[before === "\\" ? "¥" : before] ?? currencies[after];
  return {
    amount: Number((Number(digits) * (units[unit] ?? 1)).toFixed(2)),
    ...(currency === undefined ? {} : { currency }),
  };
};
