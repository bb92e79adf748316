import { IconLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { mailVersionsQuery } from "../../api/mails.ts";
import { useFormat } from "../../ui/use-format.ts";
import css from "./results.module.css";

/** What came of the version that is out, link by link. */
export const Results = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const newest = useQuery(mailVersionsQuery(id)).data?.items[0];
  if (newest === undefined) return null;
  const { version, sent, links, machineClicks } = newest;
  const most = Math.max(1, ...links.map(({ clicks }) => clicks));
  return (
    <section className={css["results"]}>
      <header>
        <h2>{t("mailEdit.results", { version })}</h2>
        <span>{t("mailEdit.sent", { count: sent })}</span>
      </header>
      {sent === 0 ? (
        <p>{t("mailEdit.notSentYet")}</p>
      ) : links.length === 0 ? (
        <p>{t("mailEdit.noLinks")}</p>
      ) : (
        <>
          <ul>
            {links.map(({ url, label, clicks }) => (
              <li key={url} title={url}>
                <span className={css["name"]}>
                  <IconLink size={14} stroke={1.7} aria-hidden="true" />
                  <span>{label === "" ? url.replace(/^https?:\/\//, "") : label}</span>
                </span>
                <span className={css["bar"]} aria-hidden="true">
                  <i style={{ width: `${(100 * clicks) / most}%` }} />
                </span>
                <span className={css["figure"]}>
                  <b>{format.count(clicks)}</b> {format.share(clicks, sent)}
                </span>
              </li>
            ))}
          </ul>
          <p>{t("mailEdit.people", { count: machineClicks })}</p>
        </>
      )}
    </section>
  );
};
