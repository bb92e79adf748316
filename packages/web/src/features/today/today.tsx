import { useTranslation } from "react-i18next";
import { Page } from "../../ui/page.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { MailToday } from "./mail-today.tsx";
import { Nearly } from "./nearly.tsx";
import { Needs } from "./needs.tsx";
import { Running } from "./running.tsx";
import css from "./today.module.css";

/** What needs a person now, what runs by itself, what went out. */
export const Today = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <Page title={t("nav.today")} facts={format.weekdayMoment(now)}>
      <div className={css["columns"]}>
        <div className={css["column"]}>
          <Needs />
          <Running />
        </div>
        <div className={css["column"]}>
          <MailToday />
          <Nearly />
        </div>
      </div>
    </Page>
  );
};
