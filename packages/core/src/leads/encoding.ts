export const encodings = ["utf-8", "shift_jis", "euc-jp"] as const;
export type Encoding = (typeof encodings)[number];

/**
 * Which encoding these pieces of bytes are in. UTF-8 where nearly all pieces are valid UTF-8, which other encodings almost never
 * are; else the one with the fewest broken pieces, then with the fewest characters that nobody types (EUC-JP read as Shift_JIS is
 * half-width katakana). Pieces in plain ASCII say nothing.
 */
export const encodingOf = (pieces: Iterable<Uint8Array>): Encoding => {
  const judged = encodings.map((encoding) => ({ encoding, broken: 0, odd: 0, decoder: decoder(encoding) }));
  let seen = 0;
  for (const piece of pieces) {
    if (piece.every((byte) => byte < 0x80)) continue;
    seen += 1;
    for (const one of judged) {
      const text = decoded(one.decoder, piece);
      if (text === undefined) one.broken += 1;
      else one.odd += text.match(unlikely)?.length ?? 0;
    }
    if (seen === 2000) break;
  }
  const [utf8, ...others] = judged;
  if (utf8 === undefined || utf8.broken * 5 <= seen) return "utf-8";
  return others.reduce(
    (best, one) => ((one.broken - best.broken || one.odd - best.odd) < 0 ? one : best),
    others[0] ?? utf8,
  ).encoding;
};

/** Undefined where a byte is not of this encoding. */
export const decodeIn = (encoding: Encoding): ((bytes: Uint8Array) => string | undefined) => {
  const one = decoder(encoding);
  return (bytes) => decoded(one, bytes);
};

const unlikely = /[\uff61-\uff9f\ue000-\uf8ff\u0080-\u009f]/g;
const decoder = (encoding: Encoding): InstanceType<typeof TextDecoder> => new TextDecoder(encoding, { fatal: true });

const decoded = (one: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined => {
  try {
    return one.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};
