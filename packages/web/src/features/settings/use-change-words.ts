import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Difference } from "../../api/people.ts";

/** A change in words: which setting, what it was, what it is. Of what nobody may read again there is only that it changed. */
export const useChangeWords = () => {
  const { t, i18n } = useTranslation();
  const labelOf = (path: string): string => {
    if (path.startsWith("channels.")) return t("settings.channelOf", { name: path.slice("channels.".length) });
    if (path.startsWith("reps.")) return ofRep(path.slice("reps.".length), t, i18n.exists);
    if (i18n.exists(`changed.${path}`)) return t(`changed.${path}`);
    const at = path.lastIndexOf(".");
    const [whole, part] = [path.slice(0, at), path.slice(at + 1)];
    return i18n.exists(`changed.${whole}`) && i18n.exists(`changedPart.${part}`)
      ? t("settings.partOf", { what: t(`changed.${whole}`), part: t(`changedPart.${part}`) })
      : path;
  };
  return ({ path, from, to }: Difference): { label: string; from: string; to: string; hidden: boolean } => ({
    label: labelOf(path),
    from: wordsOf(path, from, t, i18n.exists),
    to: wordsOf(path, to, t, i18n.exists),
    hidden: from === undefined && to === undefined,
  });
};

/** `森 健太`, or `森 健太.capacityPerDay`. */
const ofRep = (path: string, t: Say, exists: (key: string) => boolean): string => {
  const at = path.lastIndexOf(".");
  const part = `changedPart.${path.slice(at + 1)}`;
  return at > 0 && exists(part)
    ? t("settings.partOf", { what: path.slice(0, at), part: t(part) })
    : t("settings.repOfName", { name: path });
};

type Say = TFunction;

const wordsOf = (path: string, text: string | undefined, t: Say, exists: (key: string) => boolean): string => {
  if (text === undefined) return t("settings.none");
  if (text === "true") return t("settings.on");
  if (text === "false") return t("settings.off");
  const read = text.startsWith("[") || text.startsWith("{") ? parsed(text) : undefined;
  if (Array.isArray(read)) return listOf(read, t, exists);
  if (isRecord(read)) return typeof read["name"] === "string" ? repOf(read, read["name"], t) : partsOf(read, t, exists);
  if (path === "scopes")
    return text
      .split(", ")
      .map((scope) => t(`scope.${scope}`))
      .join(t("settings.and"));
  const word = `valueWord.${text}`;
  if (exists(word)) return t(word);
  const unit = units[path];
  return unit === undefined ? text : t(unit, { value: text });
};

const units: Record<string, string> = {
  slaHours: "settings.hoursOf",
  escalationHours: "settings.hoursOf",
  "retention.payloadDays": "settings.daysOf",
  "retention.auditDays": "settings.daysOf",
  "frequency.perDay": "settings.mailsOf",
  "frequency.perWeek": "settings.mailsOf",
};

const listOf = (list: unknown[], t: Say, exists: (key: string) => boolean): string =>
  list.length === 0
    ? t("settings.none")
    : list
        .map((one) => {
          if (isRecord(one))
            return typeof one["name"] === "string" ? repOf(one, one["name"], t) : partsOf(one, t, exists);
          const text = String(one);
          return exists(`weekday.${text}`) ? t(`weekday.${text}`) : text === "jp" ? t("valueWord.jp") : text;
        })
        .join(t("settings.and"));

const repOf = ({ capacityPerDay, away }: Record<string, unknown>, name: string, t: Say): string =>
  `${name}(${t("settings.perDayOf", { value: String(capacityPerDay) })}${Array.isArray(away) && away.length > 0 ? `, ${t("settings.awayOf", { value: away.length })}` : ""})`;

const partsOf = (value: Record<string, unknown>, t: Say, exists: (key: string) => boolean): string =>
  typeof value["from"] === "string" && typeof value["to"] === "string"
    ? `${Array.isArray(value["days"]) ? `${listOf(value["days"], t, exists)} ` : ""}${value["from"]}–${value["to"]}`
    : JSON.stringify(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The audit cuts long values off.
    return undefined;
  }
};
