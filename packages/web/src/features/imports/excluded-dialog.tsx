import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Excluded } from "../../api/imports.ts";
import { useFormat } from "../../ui/use-format.ts";
import css from "./excluded-dialog.module.css";

/** Everybody who is left out, by why. */
export const ExcludedDialog = ({ others, close }: { others: Excluded[]; close: () => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Modal
      opened
      onClose={close}
      size={560}
      title={<b>{t("import.excludedTitle")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {others.map(({ why, deals, companies, more }) => (
        <section key={why} className={css["why"]}>
          <h3>
            {t(`excluded.${why}`)} <span>{t("import.deals", { count: deals, n: format.count(deals) })}</span>
          </h3>
          <p>{t(`excludedWhy.${why}`)}</p>
          <ul>
            {companies.map(({ name, deals: n }) => (
              <li key={name}>
                {name} <b>{format.count(n)}</b>
              </li>
            ))}
            {more > 0 && <li>{t("import.moreCompanies", { count: more })}</li>}
          </ul>
        </section>
      ))}
    </Modal>
  );
};
