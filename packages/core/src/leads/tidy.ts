import type { AttributeValue } from "./lead.ts";

/** One line without spaces at its ends: what a name in a subject must be. */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/[\s\u200b\ufeff]+/g, " ")
    .trim()
    .slice(0, 200);

/** Family and given name as their language writes them: 伊藤 さくら, Hana Ota. */
export const fullName = (family: string, given: string): string => {
  const latin = /^[\p{Script=Latin}\s.'-]+$/u;
  const parts = latin.test(family) && latin.test(given) ? [given, family] : [family, given];
  return oneLine(parts.join(" "));
};

/** An attribute as it is stored. Standard ones in one width, so that 経理部 and ＣＦＯ compare; own ones as written. */
export const tidied = (name: string, text: string): AttributeValue => {
  const plain = text.trim().slice(0, 1000);
  if (!standard.has(name)) return plain;
  const one = oneLine(plain.normalize("NFKC"));
  if (name === "phone" || name === "mobile") return one.replaceAll(/[‐‑‒–—―−ー]/g, "-");
  if (name === "employees")
    return /^\d{1,3}(,?\d{3})*(人|名)?$/.test(one) ? Number(one.replaceAll(/[,人名]/g, "")) : one;
  return one;
};

const standard = new Set([
  "department",
  "title",
  "phone",
  "mobile",
  "industry",
  "prefecture",
  "postalCode",
  "employees",
]);
