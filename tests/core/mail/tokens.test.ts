import {
  clickToken,
  dynamicClickToken,
  openToken,
  pack,
  type Ref,
  readClick,
  readOpen,
  readUnsubscribe,
  unsubscribeToken,
} from "@rekindle/core/mail/tokens";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seal } from "./samples.ts";

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const refs: fc.Arbitrary<Ref> = fc.record({
  lead: id,
  mail: id,
  template: id,
  version: fc.integer({ min: 1, max: 9999 }),
});

test("a token gives back what it was made of", () => {
  fc.assert(
    fc.property(refs, fc.integer({ min: 1, max: 9999 }), fc.webUrl(), (ref, link, url) => {
      const packed = pack(ref);
      expect(readClick(seal, `${clickToken(seal, packed)}${link}`)).toEqual({ ...ref, link });
      expect(readClick(seal, dynamicClickToken(seal, ref, link, url))).toEqual({
        ...ref,
        link,
        url: new URL(url).href,
      });
      expect(readOpen(seal, openToken(seal, packed))).toEqual(ref);
      expect(readUnsubscribe(seal, unsubscribeToken(seal, packed))).toEqual(ref);
    }),
  );
});

test("a token with any character changed, added or left out is refused", () => {
  const printable = fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(refs, fc.nat(), printable, fc.constantFrom("change", "insert", "drop"), (ref, where, sign, how) => {
      const packed = pack(ref);
      const tokens = [
        // The number of a link stands outside the signature; all before it is inside.
        { token: clickToken(seal, packed), read: (text: string) => readClick(seal, `${text}1`) },
        { token: dynamicClickToken(seal, ref, 2, "https://a.example/"), read: (text: string) => readClick(seal, text) },
        { token: openToken(seal, packed), read: (text: string) => readOpen(seal, text) },
        { token: unsubscribeToken(seal, packed), read: (text: string) => readUnsubscribe(seal, text) },
      ];
      for (const { token, read } of tokens) {
        const at = where % token.length;
        const forged = `${token.slice(0, at)}${how === "drop" ? "" : sign}${token.slice(how === "insert" ? at : at + 1)}`;
        fc.pre(forged !== token);
        // A digit added after the last dot is another link of the same mail, which the template then knows or not.
        if (token.endsWith(".") && how === "insert" && at >= token.length - 1) continue;
        if (token.endsWith(".") && forged.startsWith(token)) continue;
        expect(read(forged)).toBeUndefined();
      }
    }),
  );
});

test("a token of one purpose is none for another", () => {
  const packed = pack({ lead: "lead_1", mail: "e1-a-1", template: "a", version: 1 });
  const open = openToken(seal, packed);
  expect(readUnsubscribe(seal, open)).toBeUndefined();
  expect(readClick(seal, `${open}.1`)).toBeUndefined();
  expect(readOpen(seal, clickToken(seal, packed).slice(0, -1))).toBeUndefined();
  const dynamic = dynamicClickToken(
    seal,
    { lead: "lead_1", mail: "e1-a-1", template: "a", version: 1 },
    1,
    "https://a.example/",
  );
  expect(readClick(seal, `${dynamic}.1`)).toBeUndefined();
});

test("a token of another workspace is refused", () => {
  const packed = pack({ lead: "lead_1", mail: "e1-a-1", template: "a", version: 1 });
  expect(readOpen(nodeSeal("the secret of somebody else"), openToken(seal, packed))).toBeUndefined();
});

test.each(["", ".", "1", "1..", "1...", "1.a.b", "2.a.b.1", "1.a.b.0", "1.a.b.01", "1.a.b.1.1", "あ", "1.%00.b"])(
  "%j is no token, and no error",
  (token) => {
    for (const read of [readClick, readOpen, readUnsubscribe]) expect(read(seal, token)).toBeUndefined();
  },
);

test("a seal signs in 128 bits, keys addresses in 32 hex digits, and wants a real secret", () => {
  expect(seal.sign("click", "a")).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(seal.addressKey("a@example.com")).toMatch(/^[0-9a-f]{32}$/);
  expect(seal.addressKey("a@example.com")).not.toBe(seal.addressKey("b@example.com"));
  expect(() => nodeSeal("short")).toThrow(RangeError);
});
