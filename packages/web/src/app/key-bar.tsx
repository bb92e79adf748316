import { useTranslation } from "react-i18next";
import { Keycap } from "../ui/keycap.tsx";
import { useBindings } from "../ui/keys.tsx";
import css from "./key-bar.module.css";

/** The keys of this page, so that it teaches itself. */
export const KeyBar = () => {
  const { t } = useTranslation();
  const shown = useBindings().filter(({ bar }) => bar);
  return (
    <div className={css["bar"]} role="note" aria-label={t("keys.title")}>
      {shown.map(({ code, cap, label }) => (
        <span key={code}>
          {cap.split(" ").map((key) => (
            <Keycap key={key}>{key}</Keycap>
          ))}
          {label}
        </span>
      ))}
    </div>
  );
};
