import { useTranslation } from "react-i18next";
import type { Phrase } from "../../api/calls.ts";
import css from "./note.module.css";
import { cut } from "./phrases.ts";

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
