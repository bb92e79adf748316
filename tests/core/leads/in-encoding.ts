/** Text in an encoding that only decoders exist for: the decoder's table, inverted. */
export const inEncoding = (encoding: "shift_jis" | "euc-jp", text: string): Uint8Array => {
  const table = tables[encoding];
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`${character} is not in ${encoding}`);
      return bytes;
    }),
  );
};

const tableOf = (encoding: string): Map<string, number[]> => {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  const add = (bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== "\ufffd" && !table.has(text)) table.set(text, bytes);
  };
  for (let one = 0; one < 256; one += 1) add([one]);
  for (let one = 0x81; one < 0xff; one += 1) for (let two = 0x40; two < 0xff; two += 1) add([one, two]);
  return table;
};
const tables = { shift_jis: tableOf("shift_jis"), "euc-jp": tableOf("euc-jp") };
