import { entries, formatOf, read } from "@rekindle/core/leads/list-file";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inEncoding } from "./in-encoding.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const list = "会社名,e-mail\r\n髙橋建設（株）,ken@aoba.example\r\n";

describe("the encoding of a list", () => {
  test.each([
    ["utf-8", utf8(list)],
    ["utf-8", utf8(`\ufeff${list}`)],
    ["shift_jis", inEncoding("shift_jis", list)],
    ["shift_jis", inEncoding("shift_jis", list.replace("髙橋", "ｱｵｷ").replace("会社名", "カイシャ"))],
    ["euc-jp", inEncoding("euc-jp", list.replace("髙橋", "高橋"))],
  ] as const)("%s is found in the bytes", (encoding, bytes) => {
    const found = read(bytes);
    expect(found.encoding).toBe(encoding);
    expect(found.header[1]).toBe("e-mail");
    expect(found.broken).toEqual([]);
    expect(found.rows[0]?.cells["e-mail"]).toBe("ken@aoba.example");
  });

  test("UTF-16, as Excel saves Unicode text, is read", () => {
    const text = list.replaceAll(",", "\t");
    const bytes = new Uint8Array([
      0xff,
      0xfe,
      ...[...text].flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8]),
    ]);
    expect(read(bytes).rows).toEqual([{ line: 2, cells: { 会社名: "髙橋建設（株）", "e-mail": "ken@aoba.example" } }]);
  });

  test("a line with bytes of no encoding is broken alone", () => {
    const bytes = new Uint8Array([
      ...utf8("名,b\nあ,1\n"),
      0xff,
      0xfe,
      0x2c,
      0x31,
      0x0a,
      ...utf8("い,2\nう,3\nえ,4\nお,5\n"),
    ]);
    const found = read(bytes);
    expect(found.broken.map(({ line }) => line)).toEqual([3]);
    expect(found.rows.map(({ cells }) => cells["名"])).toEqual(["あ", "い", "う", "え", "お"]);
  });
});

describe("the records of a list", () => {
  test("quoted line ends and doubled quotes belong to the cell, and lines are the physical ones", () => {
    const { rows, broken } = read(utf8('a,b,c\r\n"""大和"" 株式会社\n本社",x,"1, 2"\r\ny,"",z\r\n'));
    expect(broken).toEqual([]);
    expect(rows).toEqual([
      { line: 2, cells: { a: '"大和" 株式会社\n本社', b: "x", c: "1, 2" } },
      { line: 4, cells: { a: "y", b: "", c: "z" } },
    ]);
  });

  test.each(['x,"y,z', 'x,y,"z', '"x,y,z', 'x,"y"y,z'])("a stray quote in %s swallows no row after it", (stray) => {
    const found = read(utf8(`a,b,c\n1,2,3\n${stray}\n4,"5",6\n7,8,9"\n10,11,12\n`));
    expect(found.broken.map(({ line }) => line)).toEqual([3]);
    expect(found.rows.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
  });

  test("a quote inside a cell is text", () =>
    expect(read(utf8('a,b\n24" monitor,x\n')).rows[0]?.cells["a"]).toBe('24" monitor'));

  test("missing cells are empty, more cells than columns are reported", () => {
    const found = read(utf8("a,b,c\n1\n1,2,3,,\n1,2,3,4\n"));
    expect(found.rows.map(({ cells }) => cells)).toEqual([
      { a: "1", b: "", c: "" },
      { a: "1", b: "2", c: "3" },
    ]);
    expect(found.broken).toEqual([
      { line: 4, reason: expect.stringContaining("4 cells where the header has 3"), fault: "cells" },
    ]);
  });

  test.each([
    ["\t", "a\tb\n1,5\t2"],
    [";", "a;b\n1,5;2"],
    [";", "sep=;\na;b\n1,5;2"],
  ])("the delimiter %j is found", (_, text) => expect(read(utf8(text)).rows[0]?.cells).toEqual({ a: "1,5", b: "2" }));

  test("line ends of old Macs, empty lines and a missing last line end are no obstacle", () => {
    expect(read(utf8("a,b\r1,2\r3,4")).rows).toHaveLength(2);
    expect(read(utf8("\na,b\n\n1,2\n,\n  \n3,4")).rows.map(({ line }) => line)).toEqual([4, 7]);
    expect(read(utf8(""))).toEqual({ encoding: "utf-8", header: [], rows: [], broken: [] });
  });

  test("columns without a name or with the same name are kept apart; __proto__ is a column like others", () => {
    const { header, rows } = read(utf8("a,,a,__proto__\n1,2,3,4\n"));
    expect(header).toEqual(["a", "column 2", "a (2)", "__proto__"]);
    expect(Object.entries(rows[0]?.cells ?? {})).toEqual([
      ["a", "1"],
      ["column 2", "2"],
      ["a (2)", "3"],
      ["__proto__", "4"],
    ]);
    expect(Object.getPrototypeOf(rows[0]?.cells)).toBe(Object.prototype);
  });

  test("a job goes on from any record", () => {
    const bytes = inEncoding("shift_jis", '名,b\r\nあ,"1\n2"\r\nい,3\r\nう,4\r\n');
    const format = formatOf(bytes);
    const all = [...entries(bytes, format)];
    for (const [index, { next }] of all.entries())
      expect([...entries(bytes, format, next)].map(({ entry }) => entry)).toEqual(
        all.slice(index + 1).map(({ entry }) => entry),
      );
  });

  // A quoted cell in which a whole line looks like a row is taken for a stray quote: losing no row goes first.
  test("what was written is read, record by record", async () => {
    const cell = fc
      .string({ unit: fc.constantFrom(...'aあ漢,"\n;\t '.split("")), maxLength: 8 })
      .filter((text) => !/,.*\n|\n.*,/s.test(text));
    const record = fc.tuple(fc.constantFrom("x", "髙"), cell, cell);
    const written = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        const text = ["a,b,c,d", ...records.map((cells) => [...cells, "end"].map(written).join(","))].join("\r\n");
        const found = read(utf8(text));
        expect(found.broken).toEqual([]);
        expect(found.rows.map(({ cells }) => [cells["a"], cells["b"], cells["c"]])).toEqual(records);
      }),
    );
  });

  test("rows and broken records together are the physical records, however quotes stray", async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'aあ"x'.split("")), maxLength: 6 });
    const line = fc.tuple(fc.constant("r"), cell, cell, fc.constant("z")).map((cells) => cells.join(","));
    await fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const found = read(utf8(["a,b,c,d", ...lines].join("\n")));
        const seen = [...found.rows, ...found.broken].map(({ line: at }) => at).sort((one, two) => one - two);
        expect(seen).toEqual(lines.map((_, index) => index + 2));
      }),
    );
  });
});
