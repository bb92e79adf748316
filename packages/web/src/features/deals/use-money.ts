import { useLanguage } from "../../ui/words.ts";

/** 360万円, 1億2,000万円; ¥3.6M. */
export const useMoney = () => {
  const language = useLanguage();
  return ({ amount, currency }: { amount: number; currency: string }): string => {
    if (language === "ja" && currency === "JPY" && amount >= 10_000) return yen(amount);
    return new Intl.NumberFormat(language === "ja" ? "ja-JP" : "en-GB", {
      style: "currency",
      currency,
      notation: amount >= 100_000 ? "compact" : "standard",
      maximumFractionDigits: amount >= 100_000 ? 1 : 0,
    }).format(amount);
  };
};

const yen = (amount: number): string => {
  const plain = new Intl.NumberFormat("ja-JP", { maximumFractionDigits: 0 });
  const hundredMillions = Math.floor(amount / 1e8);
  const tenThousands = Math.round((amount - hundredMillions * 1e8) / 1e4);
  const parts = [
    hundredMillions > 0 ? `${plain.format(hundredMillions)}億` : "",
    tenThousands > 0 ? `${plain.format(tenThousands)}万` : "",
  ];
  return `${parts.join("")}円`;
};
