import { maxBytes, parseBody } from "@rekindle/functions/intake/body";
import { describe, expect, test } from "vitest";
import { inEncoding } from "../leads/in-encoding.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const percent = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const form = "application/x-www-form-urlencoded";

describe("a JSON body", () => {
  test("is read with a byte order mark, as +json and as a beacon's text/plain", () => {
    for (const type of ["application/json; charset=utf-8", "application/cloudevents+json", "text/plain", undefined])
      expect(parseBody(utf8('\ufeff{"会社":"港"}'), type)).toEqual({ status: "ok", body: { 会社: "港" } });
  });

  test.each([
    ["{", "This is not JSON"],
    ["", "This is not JSON"],
    ["[".repeat(200_000) + "]".repeat(200_000), "deeper than 32"],
    [`{"a":${'{"a":'.repeat(40)}1${"}".repeat(40)}}`, "deeper than 32"],
    [`[${"1,".repeat(30_000)}1]`, "more than 20000 values"],
  ])("that is broken, deep or huge is refused", (text, reason) =>
    expect(parseBody(utf8(text), "application/json")).toEqual({
      status: "refused",
      code: "malformed",
      problems: [{ path: "body", message: expect.stringContaining(reason) }],
    }),
  );

  test("brackets inside texts are not depth", () =>
    expect(parseBody(utf8(JSON.stringify({ a: '[{"\\'.repeat(100) })), "application/json")).toMatchObject({
      status: "ok",
    }));

  test("loses keys that reach prototypes", () => {
    const read = parseBody(utf8('{"__proto__":{"x":1},"a":{"constructor":1,"b":2}}'), "application/json");
    expect(read).toEqual({ status: "ok", body: { a: { b: 2 } } });
    expect(JSON.stringify(read)).not.toContain("__proto__");
  });
});

describe("a body", () => {
  test("larger than the limit is refused before it is read", () =>
    expect(parseBody(new Uint8Array(maxBytes + 1), "application/json")).toMatchObject({
      status: "refused",
      code: "tooLarge",
    }));
  test("of another type is refused with the types that are taken", () =>
    expect(parseBody(utf8("<a/>"), "text/xml")).toMatchObject({
      code: "unsupported",
      problems: [{ message: expect.stringContaining("application/json") }],
    }));
});

describe("an urlencoded body", () => {
  test("is UTF-8; repeated names and [] are lists", () =>
    expect(
      parseBody(utf8(`name=${encodeURIComponent("髙橋 健")}&a+b=1%2B1&t=x&t=y&u[]=z&empty=&=no&flag`), form),
    ).toEqual({
      status: "ok",
      body: { name: "髙橋 健", "a b": "1+1", t: ["x", "y"], u: ["z"], empty: "", flag: "" },
    }));

  test.each([form, `${form}; charset=Shift_JIS`, `${form}; charset=windows-31j`, `${form}; charset=UTF-8`])(
    "in Shift_JIS is read, declared or not or wrongly: %s",
    (type) => {
      const [key, value] = [inEncoding("shift_jis", "会社名"), inEncoding("shift_jis", "髙橋建設（株）")];
      expect(parseBody(utf8(`${percent(key)}=${percent(value)}&mail=a%40b.jp`), type)).toEqual({
        status: "ok",
        body: { 会社名: "髙橋建設（株）", mail: "a@b.jp" },
      });
    },
  );

  test("in EUC-JP is read by its _charset_", () =>
    expect(parseBody(utf8(`_charset_=EUC-JP&n=${percent(inEncoding("euc-jp", "会社"))}`), form)).toEqual({
      status: "ok",
      body: { n: "会社" },
    }));

  test("raw Shift_JIS bytes without percent signs are read", () =>
    expect(parseBody(new Uint8Array([...utf8("n="), ...inEncoding("shift_jis", "表示")]), form)).toEqual({
      status: "ok",
      body: { n: "表示" },
    }));

  test("with bytes of no encoding, too many fields or a prototype is refused or loses the field", () => {
    expect(parseBody(utf8("a=%ff%fe%fd"), form)).toMatchObject({ status: "refused", code: "malformed" });
    expect(parseBody(utf8("a=1&".repeat(1500)), form)).toMatchObject({ status: "refused", code: "tooLarge" });
    expect(parseBody(utf8("__proto__=1&constructor=2&b=3"), form)).toEqual({ status: "ok", body: { b: "3" } });
  });
});

describe("a multipart body", () => {
  const part = (head: string, value: string): string =>
    `--X\r\ncontent-disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
  const type = 'multipart/form-data; boundary="X"';

  test("is read in any encoding; of a file only its name is kept", () => {
    const text = `${part('name="会社"', "髙橋\r\n建設")}${part('name="doc"; filename="見積.pdf"\r\nContent-Type: application/pdf', "%PDF--X")}${part('name="t[]"', "1")}--X--\r\n`;
    const body = { 会社: "髙橋\r\n建設", doc: "見積.pdf", t: ["1"] };
    expect(parseBody(utf8(text), type)).toEqual({ status: "ok", body });
    expect(parseBody(inEncoding("shift_jis", text), type)).toEqual({ status: "ok", body });
  });

  test("with an empty value is read, without an end or a boundary it is refused", () => {
    expect(parseBody(utf8(`${part('name="a"', "")}--X--`), type)).toEqual({ status: "ok", body: { a: "" } });
    for (const text of ["", "x", "--X", part('name="a"', "1").slice(0, -2)])
      expect(parseBody(utf8(text), type)).toMatchObject({ status: "refused", code: "malformed" });
    expect(parseBody(utf8(part('name="a"', "1")), "multipart/form-data")).toMatchObject({ code: "malformed" });
  });
});
