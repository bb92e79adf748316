import { Skeleton } from "@mantine/core";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendingQuery } from "../../api/settings.ts";
import type { TodayView } from "../../api/today.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { HourBars } from "./hour-bars.tsx";
import css from "./mail-today.module.css";

/** What went today by hour, and what may still go; the hand-offs that come of it against inside sales' capacity. */
export const MailToday = ({ query }: { query: UseQueryResult<TodayView> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const sending = useQuery(sendingQuery);
  const reps = useQuery(settingsQuery).data?.reps ?? [];
  const capacity = reps.reduce(
    (sum, { capacityPerDay = 0, manager = false }) => sum + (manager ? 0 : capacityPerDay),
    0,
  );
  const planned = sending.data?.planned ?? [];
  const ahead = planned.reduce((sum, { n }) => sum + n, 0);
  const quota = sending.data?.quota.perDay;
  const sent = query.data?.sent;
  const over = quota !== undefined && sent !== undefined && sent.sent + ahead > quota;
  return (
    <Card
      title={t("today.mail")}
      aside={quota === undefined ? undefined : t("today.quota", { count: quota, quota: format.count(quota) })}
    >
      {sending.error !== null && <Failed error={sending.error} retry={() => void sending.refetch()} />}
      {sent === undefined ? (
        <Loading>
          <Skeleton height={110} />
        </Loading>
      ) : (
        <>
          <p className={css["sum"]}>
            <b>
              {sending.data?.whole === false ? "≥ " : ""}
              {format.count(sent.sent + ahead)}
            </b>{" "}
            {t("today.planned", { sent: format.count(sent.sent), refused: format.count(sent.refused) })}
          </p>
          <HourBars sent={sent.byHour} planned={planned} />
          {over && <p className={css["over"]}>{t("today.overQuota")}</p>}
          <p className={css["hint"]}>
            {t("today.handOffsToday", { count: sent.handOffs })}
            {(sent.usual.handOffs ?? 0) >= 0.1 &&
              t("today.handOffsUsual", { usual: format.given(sent.usual.handOffs ?? 0) })}
            {capacity > 0 && t("today.capacity", { capacity: format.count(capacity) })}
          </p>
        </>
      )}
    </Card>
  );
};
