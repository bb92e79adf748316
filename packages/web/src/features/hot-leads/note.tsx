import { useTranslation } from "react-i18next";
import type { CallPreview } from "../../api/calls.ts";
import css from "./note.module.css";

type Phrase = Pick<CallPreview["signals"][number], "phrase" | "negated">;

/** The note with the phrases that were understood underlined: solid what counts, dashed what was said not to be so. */
export const Note = ({
  value,
  change,
  composing,
  phrases,
}: {
  value: string;
  change: (note: string) => void;
  composing: (now: boolean) => void;
  phrases: Phrase[];
}) => {
  const { t } = useTranslation();
  return (
    <div className={css["note"]}>
      <div className={css["under"]} aria-hidden="true">
        {cut(value, phrases).map(({ text, at, kind }) =>
          kind === undefined ? (
            <span key={at}>{text}</span>
          ) : (
            <u key={at} data-kind={kind}>
              {text}
            </u>
          ),
        )}{" "}
      </div>
      <textarea
        id="call-note"
        aria-label={t("call.note")}
        placeholder={t("call.placeholder")}
        value={value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
        onCompositionStart={() => composing(true)}
        onCompositionEnd={() => composing(false)}
      />
    </div>
  );
};

type Part = { text: string; at: number; kind?: "said" | "negated" };

/** The note cut at its phrases, each found once, in order, never overlapping. */
export const cut = (note: string, phrases: Phrase[]): Part[] => {
  const found = phrases
    .flatMap(({ phrase, negated }) => {
      const at = phrase === undefined || phrase === "" ? -1 : note.indexOf(phrase);
      return at < 0 || phrase === undefined ? [] : [{ at, text: phrase, kind: negated ? "negated" : "said" } as const];
    })
    .toSorted((a, b) => a.at - b.at);
  const parts: Part[] = [];
  let end = 0;
  for (const part of found) {
    if (part.at < end) continue;
    if (part.at > end) parts.push({ text: note.slice(end, part.at), at: end });
    parts.push(part);
    end = part.at + part.text.length;
  }
  if (end < note.length) parts.push({ text: note.slice(end), at: end });
  return parts;
};
