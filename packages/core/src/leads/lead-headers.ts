/** What a column or a form field is about, from its Japanese or English label. Undefined: nobody told us, keep it as it is. */
export const targetOf = (label: string): LeadTarget | undefined =>
  known.get(compact(label)) ?? known.get(compact(bare(label)));

export type LeadTarget = (typeof leadTargets)[number] | `attributes.${string}`;

/** A target that somebody named; undefined: there is no such one. */
export const leadTarget = (name: string | null | undefined): LeadTarget | undefined => {
  if (name === null || name === undefined) return undefined;
  const attribute = /^attributes\.(.{1,100})$/su.exec(name)?.[1];
  return attribute === undefined ? leadTargets.find((target) => target === name) : `attributes.${attribute}`;
};
export const leadTargets = [
  "email",
  "name",
  "familyName",
  "givenName",
  "familyReading",
  "givenReading",
  "company",
  "optOut",
  "optIn",
  "tags",
  "metOn",
] as const;

/** Labels as compared: no case, no width, no spaces and punctuation. */
export const compact = (label: string): string =>
  label
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_\-‐–—・./:*※'"]+/g, "");

/** Without remarks in brackets: メールアドレス（必須）. */
const bare = (label: string): string => label.normalize("NFKC").replaceAll(/[([【<].*?[)\]】>]/g, "");

const labels: [LeadTarget, string][] = [
  [
    "email",
    "email emailaddress mail mailaddress contactemail workemail businessemail companyemail eメール eメールアドレス メール メールアドレス emailアドレス 電子メール 電子メールアドレス メアド 会社メールアドレス 勤務先メールアドレス pcメール pcメールアドレス ご担当者メールアドレス 担当者メールアドレス",
  ],
  ["familyName", "姓 苗字 名字 lastname surname familyname 氏名姓 お名前姓"],
  ["givenName", "名 firstname givenname 氏名名 お名前名"],
  ["familyReading", "セイ 姓カナ 姓かな 姓フリガナ 姓ふりがな lastnamekana"],
  ["givenReading", "メイ 名カナ 名かな 名フリガナ 名ふりがな firstnamekana"],
  [
    "name",
    "氏名 名前 お名前 御名前 御氏名 ご氏名 担当者 担当者名 担当者氏名 ご担当者 ご担当者名 ご担当者様 name fullname contact contactname contactperson yourname 顧客担当者名",
  ],
  [
    "company",
    "会社名 会社 企業名 企業 法人名 勤務先 勤務先名 組織名 団体名 貴社名 御社名 社名 取引先名 取引先 会社団体名 会社名団体名 company companyname organization organisation organizationname account accountname employer",
  ],
  [
    "optOut",
    "メール配信停止 配信停止 メール配信停止フラグ 配信停止フラグ 配信停止日 オプトアウト オプトアウト日 メルマガ停止 メルマガ配信停止 配信拒否 メール配信拒否 受信拒否 メール拒否 配信不可 メール不可 optout optedout emailoptout emailoptedout hasoptedoutofemail unsubscribe unsubscribed unsubscribedat unsubscribedfromallemail donotemail donotcontact nomail",
  ],
  [
    "optIn",
    "メール配信 メール配信許可 メール配信可否 配信許可 配信可否 メール配信希望 配信希望 メルマガ メルマガ希望 オプトイン optin emailoptin subscribed newsletter",
  ],
  ["tags", "タグ ラベル tag tags label labels"],
  [
    "metOn",
    "名刺交換日 交換日 名刺取得日 取得日 名刺登録日 登録日 獲得日 来場日 exchangedate exchangedon cardexchangedate listdate leaddate acquiredon acquiredat registeredat registeredon",
  ],
  [
    "attributes.department",
    "部署名 部署 部門 部門名 所属 所属部署 所属部署名 ご所属 ご所属部署 部署名等 department dept departmentname division",
  ],
  ["attributes.title", "役職 役職名 肩書 肩書き 職位 ご役職 title jobtitle position"],
  [
    "attributes.phone",
    "電話番号 電話 お電話番号 ご連絡先電話番号 会社電話番号 代表電話 代表電話番号 直通電話 tel telno telephone phone phonenumber workphone businessphone",
  ],
  ["attributes.mobile", "携帯 携帯電話 携帯番号 携帯電話番号 mobile mobilephone cellphone"],
  ["attributes.industry", "業種 業界 業種名 industry sector"],
  [
    "attributes.reading",
    "フリガナ ふりがな カナ かな よみ よみがな 氏名カナ 氏名かな 氏名フリガナ 氏名ふりがな お名前フリガナ お名前ふりがな 担当者名カナ namekana reading",
  ],
  ["attributes.prefecture", "都道府県 都道府県名 prefecture"],
  ["attributes.address", "住所 所在地 ご住所 会社住所 勤務先住所 address streetaddress"],
  ["attributes.postalCode", "郵便番号 postalcode postcode zip zipcode"],
  ["attributes.employees", "従業員数 従業員規模 社員数 employees employeecount numberofemployees companysize"],
  ["attributes.website", "url hp ホームページ 会社url webサイト website companywebsite"],
  ["attributes.country", "国 国名 country"],
];
const known = new Map(labels.flatMap(([target, words]) => words.split(" ").map((word) => [word, target] as const)));
