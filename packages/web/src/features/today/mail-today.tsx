import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { outboxQuery } from "../../api/local.ts";
import { Card } from "../../ui/card.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./today.module.css";

/** The mails of today by the hour. Known from the outbox of the local run. */
export const MailToday = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data, error, isPending, refetch } = useQuery(outboxQuery(""));
  if (data === null) return null;
  const today = format.dayKey(now);
  const mails = data?.filter(({ at }) => format.dayKey(at) === today) ?? [];
  const hours = Array.from({ length: 12 }, (_, i) => i + 8);
  const counts = Map.groupBy(mails, ({ at }) => Math.min(19, Math.max(8, format.hourOf(at))));
  const most = Math.max(1, ...hours.map((hour) => counts.get(hour)?.length ?? 0));
  return (
    <Card title={t("today.mail")} aside={<Link to="/outbox">{t("nav.outbox")}</Link>}>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending ? (
        <Loading>
          <Skeleton height={110} />
        </Loading>
      ) : (
        <>
          <p className={css["mails"]}>
            <b>{format.count(mails.length)}</b> {t("today.mailsSent", { count: mails.length })}
          </p>
          <div className={css["bars"]} role="img" aria-label={t("today.byHour", { count: mails.length })}>
            {hours.map((hour) => (
              <span key={hour}>
                <i style={{ height: `${((counts.get(hour)?.length ?? 0) / most) * 44}px` }} />
                {hour}
              </span>
            ))}
          </div>
          <p className={css["hint"]}>{t("today.mailHint", { count: data?.length ?? 0 })}</p>
        </>
      )}
    </Card>
  );
};
