import { ActionIcon, Skeleton } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allSettingsQuery, yearQuery } from "../../api/settings.ts";
import { Card } from "../../ui/card.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import css from "./settings.module.css";

/** The days off of a year, by month: Japan's and the company's own, as they are saved. */
export const YearCard = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useSay();
  const now = useNow();
  const [chosen, choose] = useState<number>();
  const year = chosen ?? Number(format.fullDay(now).match(/\d{4}/)?.[0]);
  const saved = useQuery(allSettingsQuery).data?.businessHours;
  const { data, error, isPending, refetch } = useQuery(yearQuery(year, JSON.stringify(saved)));
  const months = [...new Set(data?.off.map(({ date }) => date.slice(0, 7)))];
  return (
    <Card
      title={t("settings.yearTitle", { year })}
      aside={
        <>
          {data && t("settings.businessDays", { count: data.businessDays })}
          <ActionIcon variant="default" aria-label={t("settings.yearBefore")} onClick={() => choose(year - 1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t("settings.yearAfter")} onClick={() => choose(year + 1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </>
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          <Skeleton height={160} />
        </Loading>
      )}
      {data !== undefined && data.off.length === 0 && <p className={css["hint"]}>{t("settings.noDaysOff")}</p>}
      <div className={css["months"]}>
        {months.map((month) => (
          <section key={month}>
            <h3>{format.month(`${month}-15T12:00:00Z`)}</h3>
            <ul>
              {data?.off
                .filter(({ date }) => date.startsWith(month))
                .map(({ date, name, own }) => (
                  <li key={date}>
                    <time dateTime={date}>{format.day(`${date}T12:00:00Z`, Date.parse(`${date}T12:00:00Z`))}</time>
                    <span>{own ? <Pill tone="ai">{t("settings.own")}</Pill> : say(name)}</span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
};
