/**
 * Header text as RFC 2047 wants it: ASCII as it is, else UTF-8 encoded-words of at most 75 characters, none of which
 * cuts a character in two.
 */
export const encodeWords = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes("=?")) return text;
  const chunks: string[] = [];
  let chunk = "";
  for (const character of text) {
    if (bytesOf(chunk + character).length > 45) {
      chunks.push(chunk);
      chunk = "";
    }
    chunk += character;
  }
  return [...chunks, chunk].map((each) => `=?UTF-8?B?${btoa(String.fromCharCode(...bytesOf(each)))}?=`).join(" ");
};

/** `Name <address>` for a header: SES refuses names that are not ASCII. */
export const mailbox = ({ name, address }: { name: string; address: string }): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would begin another header
  const clean = name.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
  if (clean === "") return address;
  const encoded = encodeWords(clean);
  const isPlain = encoded !== clean || /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*$/.test(clean);
  return `${isPlain ? encoded : `"${clean.replace(/["\\]/g, "\\$&")}"`} <${address}>`;
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
