import type { Encoding } from "./encoding.ts";

/** A list as physical lines, cut before they are decoded: no byte of a longer character in UTF-8, Shift_JIS or EUC-JP is a line feed. */
const lineFeed = 10;
const carriageReturn = 13;
export type Lines = { bytes: Uint8Array; newline: number; decode: (bytes: Uint8Array) => string | undefined };

export const bytesOf = (file: Uint8Array, encoding: FileEncoding): Uint8Array =>
  encoding === "utf-16le" || encoding === "utf-16be"
    ? new TextEncoder().encode(new TextDecoder(encoding).decode(file))
    : file;

/** `text` is undefined where the bytes are not of the encoding. */
export const lineAt = (
  { bytes, newline, decode }: Lines,
  at: Position,
): { text: string | undefined; next: Position } | undefined => {
  if (at.offset >= bytes.length) return undefined;
  const found = bytes.indexOf(newline, at.offset);
  const end = found === -1 ? bytes.length : found;
  const cut = newline === lineFeed && end > at.offset && bytes[end - 1] === carriageReturn ? end - 1 : end;
  return { text: decode(bytes.subarray(at.offset, cut)), next: { offset: end + 1, line: at.line + 1 } };
};

export function* piecesOf(bytes: Uint8Array, newline: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

export type FileEncoding = Encoding | "utf-16le" | "utf-16be";
/** Where a record begins: what a chunked job keeps to go on from. */
export type Position = { offset: number; line: number };
/** Old Macs ended lines with a carriage return alone. */
export const newlineOf = (bytes: Uint8Array): number =>
  bytes.includes(lineFeed) || !bytes.includes(carriageReturn) ? lineFeed : carriageReturn;
