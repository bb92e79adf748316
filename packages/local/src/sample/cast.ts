import { spread } from "@rekindle/core/workflows/split";
import { companies, departments, families, givens, titles } from "./names.ts";

export type Person = {
  email: string;
  family: string;
  given: string;
  reading: string;
  company: string;
  department: string;
  title: string;
  industry: string;
  employees: number;
  phone: string;
};

/** The sample never has more people than this, so it cannot grow without end. */
export const MOST_PEOPLE = 400;

/** Person number n: always the same one. No number of theirs can be dialled, since none begins with 03-0. */
export const person = (n: number): Person => {
  const family = of(families, n);
  const given = of(givens, n * 3);
  const company = of(companies, n * 5 + Math.floor(n / companies.length));
  return {
    email: `${given.latin}.${family.latin}@${company.domain}`,
    family: family.kanji,
    given: given.kanji,
    reading: `${family.kana} ${given.kana}`,
    company: company.name,
    department: pick(departments, `department/${n}`, 0.35),
    title: pick(titles, `title/${n}`),
    industry: company.industry,
    employees: company.employees,
    phone: `03-0${digits(n, 3)}-${digits(n * 7 + 13, 4)}`,
  };
};

/** The people of the pictures in the design, whose story is told in `story.ts`. */
export const cast = {
  watanabe: known(
    "渡辺 真由美 わたなべ まゆみ",
    "mayumi.watanabe@minatobutsuryu",
    "港物流株式会社",
    "経理部 係長",
    "物流・倉庫",
    620,
  ),
  matsumoto: known(
    "松本 大樹 まつもと だいき",
    "daiki.matsumoto@minatobutsuryu",
    "港物流株式会社",
    "総務部 部長",
    "物流・倉庫",
    620,
  ),
  kato: known("加藤 拓也 かとう たくや", "takuya.kato@tokaibuhin", "東海部品株式会社", "財務部 課長", "製造", 340),
  kobayashi: known(
    "小林 裕子 こばやし ゆうこ",
    "yuko.kobayashi@tokairetail",
    "東海リテール株式会社",
    "経理部 課長",
    "小売",
    780,
  ),
  tanaka: known(
    "田中 美咲 たなか みさき",
    "misaki.tanaka@wakabafoods",
    "若葉フーズ株式会社",
    "経理部 部長",
    "製造",
    450,
  ),
  sato: known(
    "佐藤 真由美 さとう まゆみ",
    "mayumi.sato@aobacare",
    "株式会社青葉ケア",
    "経理部 課長",
    "医療・介護",
    520,
  ),
  takahashi: known(
    "高橋 和也 たかはし かずや",
    "kazuya.takahashi@sakuraretail",
    "さくらリテール株式会社",
    "財務部 次長",
    "小売",
    310,
  ),
  inoue: known(
    "井上 陽菜 いのうえ はるな",
    "haruna.inoue@yamatebutsuryu",
    "山手物流株式会社",
    "経理部 係長",
    "物流・倉庫",
    390,
  ),
  yoshida: known(
    "吉田 誠 よしだ まこと",
    "makoto.yoshida@tokaicare",
    "東海ケア株式会社",
    "財務部 課長",
    "医療・介護",
    560,
  ),
};

function known(
  name: string,
  address: string,
  company: string,
  post: string,
  industry: string,
  employees: number,
): Person {
  const [family = "", given = "", familyKana = "", givenKana = ""] = name.split(" ");
  const [department = "", title = ""] = post.split(" ");
  return {
    email: `${address}.example`,
    family,
    given,
    reading: `${familyKana} ${givenKana}`,
    company,
    department,
    title,
    industry,
    employees,
    phone: `03-0142-${digits(Math.floor(spread(address) * 10_000), 4)}`,
  };
}

const everybody = [
  ...Object.values(cast),
  ...Array.from({ length: MOST_PEOPLE - Object.keys(cast).length }, (_, n) => person(n)),
];
/** Every address that the sample can ever have. */
export const addresses: string[] = everybody.map(({ email }) => email);
const members = new Map(everybody.map((one) => [one.email, one]));
const scripted = new Set(Object.values(cast).map(({ email }) => email));

export const personOf = (address: string): Person | undefined => members.get(address);
export const isMember = (address: string): boolean => members.has(address);
/** What they do stands in the story, not in their nature. */
export const isScripted = (address: string): boolean => scripted.has(address);

function of<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new Error("An empty table of names");
  return found;
}

/** The first of the list has the share `first`, if given; the others share the rest. */
function pick(list: readonly string[], key: string, first?: number): string {
  const at = spread(key);
  if (first === undefined) return of(list, Math.floor(at * list.length));
  return at < first ? of(list, 0) : of(list, 1 + Math.floor(((at - first) / (1 - first)) * (list.length - 1)));
}

function digits(n: number, length: number): string {
  return String((n * 7919 + 4217) % 10 ** length).padStart(length, "0");
}
