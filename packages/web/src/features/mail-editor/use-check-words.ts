import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Check } from "../../api/mails.ts";
import { useFormat } from "../../ui/use-format.ts";

export type CheckWords = ReturnType<typeof useCheckWords>;

/** Checks, and what the compiler says, in the reader's words. */
export const useCheckWords = () => {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    /** `lead.attributes.plan` → plan; the usual ones by their names. */
    const variable = (name: string): string => {
      const key = `mailVariable.${name.replace(".", "_")}`;
      return i18n.exists(key) ? t(key) : name.replace(/^lead\.attributes\./, "");
    };
    const place = ({ why, what = "" }: Check["places"][number]): string =>
      t(`mailWhy.${why}`, {
        what: why === "bare" ? variable(what) : why === "law" ? t(`mailLaw.${what.replace(".", "_")}`) : what,
      });
    return {
      variable,
      place,
      title: ({ id, state, n = 0, most = 0, places }: Check): string =>
        t(
          `mailCheck.${id}_${state !== "ok" ? "open" : n === 0 && (id === "altTexts" || id === "links") ? "none" : "ok"}`,
          {
            count: state === "ok" ? n : Math.max(1, places.length),
            n: id === "size" ? format.count(Math.ceil(n / 1000)) : format.count(n),
            most: id === "size" ? format.count(most / 1000) : format.count(most),
          },
        ),
      hint: ({ id, state, n = 0 }: Check): string => {
        if (id === "links" && state === "ok" && n === 0) return "";
        const key = `mailHint.${id}_${state === "ok" ? "ok" : "open"}${id === "text" && state === "ok" && n > 0 ? "Own" : ""}`;
        return i18n.exists(key) ? t(key) : "";
      },
      /** What cannot be published. Known sentences in the reader's language, others as the compiler says them. */
      wrong: (message: string): string => {
        for (const [key, pattern] of known) {
          const found = pattern.exec(message);
          if (found !== null) return t(`mailWrong.${key}`, { what: found[1] ?? "" });
        }
        return message;
      },
    };
  }, [t, i18n, format]);
};

const known: [string, RegExp][] = [
  ["unknown", /^(\S+) is not known\./],
  ["noSubject", /^A mail needs a subject/],
  ["noText", /^A mail needs a text/],
  ["oneLine", /^A subject is one line/],
  ["link", /^the link "(.*)" must begin with/],
  ["notClosed", /^<?([^<>]*?)>? (?:is )?not closed/],
  ["closesNothing", /^(<\/\S+>) closes nothing/],
  ["across", /^\{% … %\} and its end must stand/],
  ["place", /^the text "(.*)" must stand in/],
  ["html", /^(<\S+>) is HTML/],
  ["large", /^The mail has (\d+) kB/],
  ["tooLong", /^At most [\d,]+ (?:characters|paragraphs|pieces)/],
  ["unfinished", /^invalid value expression|^unexpected token|^output "|^tag "/],
  ["tag", /^\{% (.*) %\} cannot be used/],
  ["filter", /^undefined filter: (\S+)/],
];
