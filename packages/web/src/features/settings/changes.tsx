import { useTranslation } from "react-i18next";
import type { Difference } from "../../api/people.ts";
import css from "./settings.module.css";
import { useChangeWords } from "./use-change-words.ts";

/** What changed, in words. */
export const Changes = ({ changes }: { changes: Difference[] }) => {
  const { t } = useTranslation();
  const words = useChangeWords();
  // Of what is new nobody needs to hear that it was nothing before.
  const isNew = changes.every(({ from }) => from === undefined);
  return (
    <ul className={css["changes"]}>
      {changes.map((change) => {
        const { label, from, to, hidden } = words(change);
        return (
          <li key={change.path}>
            <b>{label}</b>{" "}
            {hidden ? (
              t("settings.changedOnly")
            ) : (
              <>
                {!isNew && (
                  <>
                    <del>{from}</del> →{" "}
                  </>
                )}
                <ins>{to}</ins>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
};
