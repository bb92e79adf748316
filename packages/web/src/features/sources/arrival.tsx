import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Source } from "../../api/sources.ts";
import { DAY } from "../../ui/format.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./source.module.css";
import { Spark } from "./spark.tsx";
import { useUsual } from "./state.tsx";

/** Waits for the first delivery and shows it the moment it is there; after that, how the source does. */
export const Arrival = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const usual = useUsual();
  const { id, lastAt, quiet, counts, days, usualPerDay } = source;
  const isVisits = source.kind === "segment";
  if (lastAt === undefined)
    return (
      <>
        <p className={css["waiting"]} role="status">
          <span className={css["dot"]} />
          {t("setUp.waiting")}
        </p>
        <p className={css["hint"]}>
          {t(isVisits ? "setUp.waitingVisits" : source.form === undefined ? "setUp.waitingText" : "setUp.waitingForm")}
        </p>
      </>
    );
  if (isVisits)
    return (
      <p className={css["waiting"]} role="status">
        <span className={css["dot"]} data-live />
        {t("setUp.lastVisit", { at: format.moment(lastAt, now) })}
      </p>
    );
  const isLongAgo = now - Date.parse(lastAt) > 30 * DAY;
  return (
    <>
      <p className={css["waiting"]} role="status">
        <span className={css["dot"]} data-live={(quiet === undefined && !isLongAgo) || undefined} />
        {quiet === undefined
          ? t(isLongAgo ? "setUp.longAgo" : "setUp.lastAt", { at: format.moment(lastAt, now) })
          : t("setUp.quietSince", {
              at: format.moment(quiet.since, now),
              n: quiet.businessDays,
              expected: format.count(Math.round(quiet.expected)),
            })}
      </p>
      <dl className={css["figures"]}>
        <div>
          <dt>{t("sources.usual")}</dt>
          <dd>{usual(usualPerDay)}</dd>
        </div>
        <div>
          <dt>{t("setUp.days7")}</dt>
          <dd>{t("sources.received", { count: counts.days7.received })}</dd>
        </div>
        <div>
          <dt>{t("setUp.days30")}</dt>
          <dd>
            {t("sources.received", { count: counts.days30.received })} <Spark days={days} />
          </dd>
        </div>
        <div>
          <dt>{t("setUp.done30")}</dt>
          <dd>{format.count(counts.days30.done)}</dd>
        </div>
        <div>
          <dt>{t("setUp.refused30")}</dt>
          <dd>{format.count(counts.days30.refused)}</dd>
        </div>
      </dl>
      <Button
        variant="default"
        mt="md"
        renderRoot={(props) => <Link {...props} to="/sources/$id" params={{ id }} search={{ tab: "deliveries" }} />}
      >
        {t("setUp.toDeliveries")}
      </Button>
    </>
  );
};
