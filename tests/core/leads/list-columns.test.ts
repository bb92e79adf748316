import { type LeadRow, leadColumns, toLeadRow } from "@rekindle/core/leads/list-columns";
import { read } from "@rekindle/core/leads/list-file";
import { describe, expect, test } from "vitest";
import { inEncoding } from "./in-encoding.ts";

const zone = "Asia/Tokyo";
const rowsOf = (bytes: Uint8Array): LeadRow[] => {
  const { header, rows } = read(bytes);
  const found = leadColumns(header);
  if (found.status === "refused") throw new Error(found.reason);
  return rows.map(({ cells }) => toLeadRow(found.columns, cells, zone));
};
const rowOf = (header: string, row: string): LeadRow | undefined =>
  rowsOf(new TextEncoder().encode(`${header}\n${row}\n`))[0];

/** Every oddity of a list that a sales office really keeps. */
const cards = [
  "会社名,部署名,役職,姓,名,e-mail,電話番号,業種,名刺交換日,タグ,メール配信停止",
  "富士建設（株）,財務部,部長,渡辺,悠真,yuma.watanabe@fuji.example,03-6710-2346,建設,2026/1/6,セミナー,",
  "北建設株式会社,財務部,課長,山口,蓮,ren@kita.example,０３－９５３５－８０６８,建設,2026/2/8,セミナー,1",
  "若葉フーズ株式会社,財務部,ＣＦＯ,田中,美咲,misaki＠wakaba.example,03-1,食品,2026/7/12,,",
  "東海物流株式会社,営業部,取締役,髙橋,裕子,YUKO@TOKAI.EXAMPLE ,03-2,運輸,2026/8/20,名刺交換;展示会,",
  "大和部品株式会社,経理部,部長,山本,陽菜,hina.yamamoto,03-3,小売,2026/4/13,,",
  "山手建設株式会社,財務部,課長,中村,葵,,03-4,建設,2026/7/28,,",
  '"""大和フーズ株式会社""\n本社",経営企画部,CFO,斎藤,悠真,yuma@yamato.example,03-5,食品,2026/6/8,,1',
  "富士建設株式会社,営業部,担当,佐藤,さくら,yuko@tokai.example,03-6,建設,2026/8/13,,",
].join("\r\n");

describe("a row of business cards", () => {
  const rows = rowsOf(inEncoding("shift_jis", cards));

  test("becomes a lead with a full name, a company and standard attributes", () =>
    expect(rows[0]).toEqual({
      status: "ok",
      email: "yuma.watanabe@fuji.example",
      name: "渡辺 悠真",
      company: { key: "富士建設", name: "富士建設（株）" },
      attributes: { department: "財務部", title: "部長", phone: "03-6710-2346", industry: "建設", metOn: "2026-01-06" },
      tags: ["セミナー"],
      optedOut: false,
      evidence: "名刺交換日: 2026/1/6",
    }));

  test("keeps an opt-out, reads full-width digits, signs and letters", () => {
    expect(rows[1]).toMatchObject({ optedOut: true, attributes: { phone: "03-9535-8068" } });
    expect(rows[2]).toMatchObject({ email: "misaki@wakaba.example", attributes: { title: "CFO" } });
    expect(rows[3]).toMatchObject({ email: "yuko@tokai.example", name: "髙橋 裕子", tags: ["名刺交換", "展示会"] });
    expect(rows[6]).toMatchObject({ company: { key: "大和フーズ" }, optedOut: true });
    expect(rows[7]).toMatchObject({ email: "yuko@tokai.example", name: "佐藤 さくら" });
  });

  test("without a usable address is rejected with a reason to act on", () => {
    expect(rows[4]).toEqual({ status: "rejected", reason: '"hina.yamamoto" has no @', fault: "address" });
    expect(rows[5]).toEqual({ status: "rejected", reason: "There is no e-mail address", fault: "noAddress" });
  });
});

describe("columns of a list of leads", () => {
  test("are recognised in English, others become attributes under their header", () =>
    expect(
      rowOf(
        "First Name,Last Name,E-mail Address,Company,Job Title,Favourite,Employees",
        "Hana,Ota,h@o.example,Ota Inc.,CEO,tea,1200",
      ),
    ).toEqual({
      status: "ok",
      email: "h@o.example",
      name: "Hana Ota",
      company: { key: "ota", name: "Ota Inc." },
      attributes: { title: "CEO", Favourite: "tea", employees: 1200 },
      tags: [],
      optedOut: false,
    }));

  test("are recognised with remarks in brackets; a second of its kind is an attribute", () =>
    expect(
      rowOf("メールアドレス（必須）,お名前,フリガナ,Email,都道府県", "a@b.jp,伊藤 さくら,イトウ サクラ,c@d.jp,東京都"),
    ).toMatchObject({
      email: "a@b.jp",
      name: "伊藤 さくら",
      attributes: { reading: "イトウ サクラ", Email: "c@d.jp", prefecture: "東京都" },
    }));

  test("without an address are refused before a row is read", () => {
    const found = leadColumns(["会社名", "電話"]);
    expect(found).toEqual({ status: "refused", reason: expect.stringContaining("会社名, 電話") });
  });

  test.each([
    ["配信停止", "1", true],
    ["配信停止", "○", true],
    ["配信停止", "2026/3/1", true],
    ["配信停止", "0", false],
    ["配信停止", "FALSE", false],
    ["配信停止", "", false],
    ["Opted Out", "yes", true],
    ["Unsubscribed", "No", false],
    ["メール配信", "1", false],
    ["メール配信", "停止", true],
    ["メール配信", "", false],
    ["Opt-in", "no", true],
  ])("%s = %j means opted out: %s", (header, value, optedOut) =>
    expect(rowOf(`email,${header}`, `a@b.jp,${value}`)).toMatchObject({ optedOut }),
  );

  test("a column named __proto__ or constructor reaches no prototype", () => {
    const row = rowOf("email,__proto__,constructor", "a@b.jp,x,y");
    expect(row?.status === "ok" && Object.getPrototypeOf(row.attributes)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
});
