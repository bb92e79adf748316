import { IconArrowUpRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Told as Mail } from "../../api/handoffs.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./lead-pane.module.css";

/** What the person has been sent and what of it they opened. */
export const Told = ({ told, email }: { told: Mail[]; email: string | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (told.length === 0) return <p className={css["none"]}>{t("hot.toldNothing")}</p>;
  return (
    <ul className={css["told"]}>
      {told.map(({ template, subject, sentAt, clicks }) => (
        <li key={`${template}-${sentAt}`}>
          <Link to="/outbox" search={email === undefined ? {} : { to: email }}>
            {subject}
          </Link>
          <time>{format.day(sentAt, now)}</time>
          {clicks.length > 0 && (
            <span className={css["clicked"]}>
              <IconArrowUpRight size={14} stroke={1.7} aria-hidden="true" />
              {t("hot.clicked", { what: clicks.map(({ url }) => short(url)).join(t("words.list")) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};

/** The address without what everybody's has. */
const short = (url: string): string =>
  url
    .replace(/^https?:\/\/(www\.)?/, "")
    .replace(/[?#].*$/, "")
    .replace(/\/$/, "");
