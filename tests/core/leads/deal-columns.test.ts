import { type DealRow, dealColumns, toDealRow } from "@rekindle/core/leads/deal-columns";
import { readAmount, readStage } from "@rekindle/core/leads/deal-words";
import { read } from "@rekindle/core/leads/list-file";
import { readLostReason } from "@rekindle/core/leads/lost-reason";
import { describe, expect, test } from "vitest";

const dealsOf = (text: string): DealRow[] => {
  const { header, rows } = read(new TextEncoder().encode(text));
  const found = dealColumns(header);
  if (found.status === "refused") throw new Error(found.reason);
  return rows.map(({ cells }) => toDealRow(found.columns, cells, "Asia/Tokyo"));
};

describe("a row of deals", () => {
  test("is read as a CRM exports it", () => {
    const [lost, won, open] = dealsOf(
      `\ufeff${[
        "Deal ID,Deal Name,Company,Contact Email,Stage,Lost Reason,Amount,Closed At,Owner",
        "D-1000,港建設 経費精算,港建設株式会社,k@minato.example,Closed Lost,No decision,1100000,2026-09-06,mori",
        "D-1001,富士 経費精算,富士株式会社,f@fuji.example,Closed Won,Timing,4200000,2026-02-04,abe",
        "D-1002,北 経費精算,北株式会社,KITA＠kita.example,Proposal,Price,,,ono",
      ].join("\r\n")}`,
    );
    expect(lost).toEqual({
      status: "ok",
      id: "D-1000",
      name: "港建設 経費精算",
      company: { key: "港建設", name: "港建設株式会社" },
      email: "k@minato.example",
      stage: "lost",
      lostReason: "noDecision",
      lostReasonText: "No decision",
      amount: 1100000,
      closedAt: Date.UTC(2026, 8, 5, 15),
      owner: "mori",
      warnings: [],
    });
    expect(won).toMatchObject({ stage: "won" });
    expect(won).not.toHaveProperty("lostReason");
    expect(open).toMatchObject({ stage: "Proposal", email: "kita@kita.example" });
    expect(open).not.toHaveProperty("closedAt");
  });

  test("is read in Japanese", () =>
    expect(
      dealsOf(
        "案件番号,商談名,取引先名,メールアドレス,フェーズ,失注理由,金額,完了予定日\n7,精算,港（株）,,失注,予算が取れない,¥110万,2026年9月6日",
      ),
    ).toEqual([
      expect.objectContaining({
        id: "7",
        company: { key: "港", name: "港（株）" },
        stage: "lost",
        lostReason: "price",
        amount: 1100000,
        currency: "JPY",
      }),
    ]));

  test("with a company but a broken address still locks the company, and says so", () =>
    expect(dealsOf("Company,Email,Stage\nA社,oops,Proposal")[0]).toMatchObject({
      status: "ok",
      company: { name: "A社" },
      warnings: [expect.stringContaining('"oops" has no @')],
    }));

  test.each([
    ["Company,Email,Stage\n,oops,Lost", '"oops" has no @'],
    ["Company,Email,Stage\n,,Lost", "Neither"],
    ["Company,Email,Stage\nA社,a@b.jp,", "The stage is empty"],
    ["Company,Stage,Closed At\nA社,Lost,9/6/2026", "write it like 2026-09-06"],
  ])("%j is rejected with a reason to act on", (text, reason) =>
    expect(dealsOf(text)[0]).toMatchObject({ status: "rejected", reason: expect.stringContaining(reason) }),
  );

  test("a list without stages or without anybody is refused", () => {
    expect(dealColumns(["Company"])).toMatchObject({ status: "refused" });
    expect(dealColumns(["Stage"])).toMatchObject({ status: "refused" });
  });
});

describe("the words of a CRM", () => {
  test.each([
    ["Closed Lost", "lost"],
    ["closedlost", "lost"],
    ["失注", "lost"],
    ["9.失注", "lost"],
    ["クローズ（失注）", "lost"],
    ["Closed Won", "won"],
    ["受注", "won"],
    ["受注済み", "won"],
    ["受注見込", "受注見込"],
    ["Proposal", "Proposal"],
    ["open", "open"],
  ])("stage %s is %s", (written, stage) => expect(readStage(written)).toBe(stage));

  test.each([
    ["Price", "price"],
    ["予算", "price"],
    ["Competitor", "competitor"],
    ["他社決定", "competitor"],
    ["Timing", "timing"],
    ["時期尚早", "timing"],
    ["No decision", "noDecision"],
    ["noDecision", "noDecision"],
    ["稟議否決", "noDecision"],
    ["Missing feature", "missingFeature"],
    ["機能不足", "missingFeature"],
    ["No contact", "noContact"],
    ["連絡が取れない", "noContact"],
    ["merger", "other"],
  ])("reason %s is %s, and stays as written", (written, reason) =>
    expect(readLostReason(written)).toEqual({ reason, original: written }),
  );
  test("no reason is other", () => expect(readLostReason(" ")).toEqual({ reason: "other" }));

  test.each([
    ["1,100,000", { amount: 1100000 }],
    ["１，０００円", { amount: 1000, currency: "JPY" }],
    ["$1,200.50", { amount: 1200.5, currency: "USD" }],
    ["1.5億円", { amount: 150000000, currency: "JPY" }],
    ["250千円", { amount: 250000, currency: "JPY" }],
    ["about 3", undefined],
    ["", undefined],
  ])("amount %s is %j", (written, amount) => expect(readAmount(written)).toEqual(amount));
});
