import { blank } from "@rekindle/core/leads/blank";
import { askedFor, companyTermsOf, folded, termsOf } from "@rekindle/core/leads/search-terms";
import { expect, test } from "vitest";

const mayumi = {
  ...blank("lead_1", 0),
  email: "mayumi.watanabe@minato-logi.example",
  name: "渡辺　真由美",
  attributes: { reading: "ワタナベ マユミ", phone: "03-5042-5107" },
};

test("katakana, hiragana and half width are one spelling, and spaces are none", () => {
  for (const text of ["ワタナベ マユミ", "わたなべまゆみ", "ﾜﾀﾅﾍﾞ ﾏﾕﾐ", "わたなべ・まゆみ"])
    expect(folded(text)).toBe("わたなべまゆみ");
  expect(folded("ＡＫＡＲＩ　Inc")).toBe("akariinc");
});

test("a person is found by the whole name, the given name, the reading, the address and the number", () => {
  expect(termsOf(mayumi)).toEqual([
    "mayumi.watanabe@minato-logi.example",
    "渡辺真由美",
    "真由美",
    "わたなべまゆみ",
    "まゆみ",
    "0350425107",
  ]);
});

test("nobody has more than seven rows, and who was erased has none", () => {
  const many = { ...mayumi, name: Array.from({ length: 50 }, (_, n) => `名${n}`).join(" ") };
  expect(termsOf(many).length).toBeLessThanOrEqual(7);
  expect(termsOf({ ...mayumi, erased: { at: 1 } })).toEqual([]);
  expect(termsOf({ ...blank("lead_2", 0), email: "" })).toEqual([]);
});

test("a company is found by any end of its name, a Latin one by its beginning", () => {
  expect(companyTermsOf("港物流")).toEqual(["港物流", "物流"]);
  expect(companyTermsOf("acme")).toEqual(["acme"]);
  expect(companyTermsOf("東京海上日動火災保険").length).toBe(6);
});

test("what is typed is looked up as people are kept: digits for numbers, no legal form for companies", () => {
  expect(askedFor("03-5042")).toEqual({ person: "035042", company: "03-5042" });
  expect(askedFor("㈱ミナト物流")).toEqual({ person: "(株)みなと物流", company: "みなと物流" });
  expect(askedFor("株式会社")).toEqual({ person: "株式会社", company: "株式会社" });
});
