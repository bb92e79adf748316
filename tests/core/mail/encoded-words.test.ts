import { encodeWords, mailbox } from "@rekindle/core/mail/encoded-words";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";

test("ASCII stays as it is", () => {
  expect(encodeWords("Hello, World")).toBe("Hello, World");
});

test("any text comes back from a header, in ASCII words of at most 75 characters", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }), async (made) => {
      const text = `件名${made.replace(/\p{Cc}|\p{Cs}/gu, "")}。`;
      const encoded = encodeWords(text);
      expect(encoded).toMatch(/^[\x20-\x7e]*$/);
      for (const word of encoded.split(" ")) expect(word.length).toBeLessThanOrEqual(75);
      const { subject } = await simpleParser(`Subject: ${encoded.replaceAll(" ", "\r\n ")}\r\n\r\n`);
      expect(subject).toBe(text);
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["山田 花子", "=?UTF-8?B?5bGx55SwIOiKseWtkA==?= <a@example.com>"],
  ["Hanako Yamada", "Hanako Yamada <a@example.com>"],
  [`Smith, "Bob"`, `"Smith, \\"Bob\\"" <a@example.com>`],
  ["Keihi Navi Inc.", `"Keihi Navi Inc." <a@example.com>`],
  ["a\r\nBcc: b@example.com", `"a Bcc: b@example.com" <a@example.com>`],
  ["", "a@example.com"],
])("the sender %j is one mailbox", (name, header) => {
  expect(mailbox({ name, address: "a@example.com" })).toBe(header);
});
