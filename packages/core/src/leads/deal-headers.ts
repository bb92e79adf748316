import { compact } from "./lead-headers.ts";

/** What a column of a list of deals is about, from its Japanese or English header. */
export const dealTargetOf = (header: string): DealTarget | undefined => known.get(compact(header));

export const dealTargets = [
  "id",
  "name",
  "company",
  "email",
  "stage",
  "lostReason",
  "competitor",
  "amount",
  "closedAt",
  "modifiedAt",
  "owner",
] as const;
export type DealTarget = (typeof dealTargets)[number];
/** A target that somebody named; undefined: there is no such one. */
export const dealTarget = (name: string | null | undefined): DealTarget | undefined =>
  dealTargets.find((target) => target === name);

const labels: [DealTarget, string][] = [
  ["id", "dealid id opportunityid recordid 商談id 案件id 案件番号 商談番号 レコード番号"],
  ["name", "dealname deal opportunity opportunityname name 商談名 案件名 商談 案件"],
  ["company", "company companyname account accountname organization 会社名 会社 取引先名 取引先 顧客名 企業名 社名"],
  [
    "email",
    "contactemail email emailaddress leademail mail 連絡先メール 連絡先メールアドレス 担当者メール 担当者メールアドレス メールアドレス メール eメール",
  ],
  [
    "stage",
    "stage dealstage stagename status フェーズ 商談フェーズ ステージ 商談ステージ 段階 状態 ステータス 確度 進捗",
  ],
  ["lostReason", "lostreason lossreason reason closedlostreason reasonlost 失注理由 失注原因 敗因 理由"],
  ["competitor", "competitor competitors lostto 競合 競合他社 競合名 競合先 失注先"],
  ["amount", "amount dealamount value dealvalue 金額 商談金額 案件金額 受注金額 見込金額 売上金額"],
  ["closedAt", "closedat closedate closeddate closedon 完了予定日 クローズ日 完了日 失注日 受注日 終了日 決着日"],
  ["modifiedAt", "modifiedat lastmodified lastmodifieddate updatedat 更新日時 更新日 最終更新日 最終更新日時"],
  ["owner", "owner dealowner ownername salesrep 所有者 商談所有者 担当 営業担当 営業担当者 担当営業 社内担当者 担当者"],
];
const known = new Map(labels.flatMap(([target, words]) => words.split(" ").map((word) => [word, target] as const)));
