import { companyKey, companyOf } from "@rekindle/core/leads/company";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("a company's key", () => {
  test("is the same for every spelling of the legal form", async () => {
    const name = fc.constantFrom("富士建設", "みらいケア", "トヨタ自動車", "Zinc", "Acme Foods", "Inclusive");
    const spelling = fc.constantFrom<(name: string) => string>(
      (text) => text,
      (text) => `株式会社${text}`,
      (text) => `${text}株式会社`,
      (text) => `株式会社　${text}`,
      (text) => `(株)${text}`,
      (text) => `${text}（株）`,
      (text) => `㈱${text}`,
      (text) => `${text} ㈱ `,
      (text) => `㈲${text}`,
      (text) => `有限会社 ${text}`,
      (text) => `${text}合同会社`,
      (text) => `${text} Co., Ltd.`,
      (text) => `${text} Co.,Ltd`,
      (text) => `${text}, Inc.`,
      (text) => `${text} INC`,
      (text) => `${text} Corporation`,
      (text) => `${text} K.K.`,
      (text) => `K.K. ${text}`,
      (text) => `${text} LLC`,
      (text) => `"${text}株式会社"\n本社`,
      (text) => text.toUpperCase(),
    );
    await fc.assert(
      fc.property(fc.tuple(name, spelling, spelling), ([text, one, two]) => {
        expect(companyKey(one(text))).toBe(companyKey(two(text)));
      }),
    );
  });

  test.each([
    ["Zinc", "zinc"],
    ["Ｚｉｎｃ　Ｃｏ．，Ｌｔｄ．", "zinc"],
    ["ﾄﾖﾀ自動車", "トヨタ自動車"],
    ["A.B.C. Ltd.", "a.b.c"],
    ["Costco", "costco"],
    ["社会福祉法人 青葉会", "青葉会"],
    ["本社工業", "本社工業"],
  ])("of %s is %s", (name, key) => expect(companyKey(name)).toBe(key));

  test.each(["", "  ", "-", "株式会社", "なし", "個人", "N/A", "。"])(
    "%j names nobody, so that strangers share no lock",
    (name) => expect(companyKey(name)).toBeUndefined(),
  );

  test("the name stays as written, on one line", () =>
    expect(companyOf(' "大和フーズ株式会社"\n本社 ')).toEqual({
      key: "大和フーズ",
      name: '"大和フーズ株式会社" 本社',
    }));
});
