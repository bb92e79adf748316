import { useTranslation } from "react-i18next";
import type { DealSurvey } from "../../api/imports.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./sum.module.css";

const SHOWN = 5;

/** On which days the first mails go, and to how many. */
export const FirstMails = ({ mails }: { mails: DealSurvey["mails"] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const most = Math.max(...mails.map(({ people }) => people), 1);
  const later = mails.slice(SHOWN);
  const [first] = later;
  const rest = later.reduce((sum, { people }) => sum + people, 0);
  return (
    <section>
      <h3>{t("import.firstMails")}</h3>
      <table className={css["mails"]}>
        <tbody>
          {mails.slice(0, SHOWN).map(({ at, people }) => (
            <tr key={at}>
              <th scope="row">{format.moment(at, now)}</th>
              <td>
                <span className={css["bar"]} style={{ width: `${Math.max(3, (people / most) * 100)}%` }} />
              </td>
              <td>{t("import.people", { count: people, n: format.count(people) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {first !== undefined && (
        <p className={css["small"]}>
          {t("import.laterMails", { count: rest, n: format.count(rest), from: format.day(first.at, now) })}
        </p>
      )}
    </section>
  );
};
