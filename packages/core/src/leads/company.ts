/** A company as leads and deals carry it: the name as written, the key that all spellings share. */
export const companyOf = (written: string): { key: string; name: string } | undefined => {
  const name = written.replaceAll(/\s+/g, " ").trim().slice(0, 200);
  const key = companyKey(name);
  return key === undefined ? undefined : { key, name };
};

/**
 * One key for 株式会社富士建設, 富士建設（株）, ㈱富士建設 and 富士建設 Co., Ltd.: NFKC, lower case, legal forms stripped front and
 * back, no spaces. Never made from the mail domain. Undefined where nothing names a company, so that strangers share no lock.
 */
export const companyKey = (name: string): string | undefined => {
  const text = name.normalize("NFKC").toLowerCase().replaceAll(invisible, "").replaceAll(quotes, " ");
  const key = stripped(text).replaceAll(/\s/g, "");
  return !/[\p{L}\p{N}]/u.test(key) || nobody.has(key) ? undefined : key;
};

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const quotes = /["“”„'‘’「」『』]/g;
/** What people write into a required company field when they have none. */
const nobody = new Set(
  "なし 無し 無 無所属 個人 個人事業主 フリーランス 無職 none n/a na null individual freelance self-employed".split(
    " ",
  ),
);

const stripped = (text: string): string => {
  let left = text;
  for (;;) {
    const next = edges.reduce((rest, edge) => rest.replace(edge, ""), left);
    if (next === left) return left;
    left = next;
  }
};

const japanese = [
  "(?:株式|有限|合同|合資|合名|相互)会社",
  "(?:一般|公益)?(?:社団|財団)法人",
  "(?:特定)?医療法人(?:社団|財団)?",
  "学校法人|宗教法人|社会福祉法人|(?:特定非営利活動|npo)法人|(?:国立大学|独立行政|地方独立行政)法人",
  "\\((?:株|有|同|資|名|相|一社|一財|公社|公財|社|財|医|学|福|宗|特非|独)\\)",
].join("|");
/** Only as words of their own: Zinc does not end in Inc. */
const english = [
  "co\\.?,?\\s*ltd\\.?|company,?\\s*limited",
  "inc(?:orporated)?\\.?|ltd\\.?|limited|corp(?:oration)?\\.?|company|co\\.?|llc|l\\.l\\.c\\.|llp|plc|gmbh|pte\\.?|pty\\.?",
  "k\\.\\s?k\\.?|kk|g\\.\\s?k\\.?|y\\.\\s?k\\.?|s\\.a\\.|b\\.v\\.|n\\.v\\.",
].join("|");

const edges = [
  /^[\s,.;:、。・-]+/,
  /[\s,;:、。・-]+$/,
  // The last dot of an abbreviation belongs to its form; any other is punctuation.
  new RegExp(`^(?:${japanese})`),
  new RegExp(`(?:${japanese})$`),
  /^(?:k\.\s?k\.?|kk)(?=\s)/,
  new RegExp(`(?<![a-z0-9&.])(?:${english})$`),
  /\.$/,
  // The head office is the company.
  /(?<=\s|会社|\))本社$/,
];
