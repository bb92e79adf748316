import { normalise } from "@rekindle/core/leads/address";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("an address", () => {
  test.each([
    ["yuko@tokai.example", "yuko@tokai.example"],
    ["YUKO.SATO@TOKAI.EXAMPLE ", "yuko.sato@tokai.example"],
    ["misaki＠wakaba.example", "misaki@wakaba.example"],
    ["　ｋｅｎ＠ａｏｂａ．ｅｘａｍｐｌｅ　", "ken@aoba.example"],
    ["a.b.c+list@gmail.com", "a.b.c+list@gmail.com"],
    ["mailto:ken@aoba.example?subject=hi", "ken@aoba.example"],
    ["佐藤 健 <ken@aoba.example>", "ken@aoba.example"],
    ['"ken@aoba.example"', "ken@aoba.example"],
    ["\ufeffken@aoba.example\u200b", "ken@aoba.example"],
    ["ken@例え.jp", "ken@xn--r8jz45g.jp"],
    ["ken@aoba.example.", "ken@aoba.example"],
    ["o'brien@x-y.co.jp", "o'brien@x-y.co.jp"],
  ])("%s is kept as %s", (written, address) => expect(normalise(written)).toEqual({ status: "ok", address }));

  test.each([
    "",
    "   ",
    "naoki.ito",
    "a@b@c.jp",
    "a@b.jp, c@d.jp",
    "a@b.jp;c@d.jp",
    "@b.jp",
    "a@",
    "a@localhost",
    "a@192.168.0.1",
    "a@0x7f.1",
    "a@b..jp",
    "a@-b.jp",
    "a@b.jp/x",
    "a@b.jp:25",
    "a b@c.jp",
    "太郎@b.jp",
    "a..b@docomo.ne.jp",
    ".a@b.jp",
    `${"a".repeat(65)}@b.jp`,
    `a@${"b".repeat(64)}.jp`,
    `a@${"b.".repeat(130)}jp`,
    "x".repeat(100_000),
    "a@b.jp\r\nBcc: c@d.jp",
  ])("%j is refused with a reason", (written) => {
    const result = normalise(written);
    expect(result.status).toBe("refused");
    if (result.status === "refused") expect(result.reason.length).toBeGreaterThan(10);
  });

  test("normalising twice changes nothing more, whatever was written", async () => {
    const written = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: "grapheme" }).map((text) => `${text}@例え.jp`),
      fc.string(),
    );
    await fc.assert(
      fc.property(written, (text) => {
        const once = normalise(text);
        if (once.status === "ok") expect(normalise(once.address)).toEqual(once);
      }),
    );
  });
});
