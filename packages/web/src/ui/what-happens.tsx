import { Skeleton } from "@mantine/core";
import { IconCheck, IconCircleMinus, IconClockPause, IconEqual } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Trial } from "../api/bulk.ts";
import { Failed } from "./states.tsx";
import { useFormat } from "./use-format.ts";
import css from "./what-happens.module.css";
import { useTerm } from "./words.ts";

/** What would happen, before it happens: to how many, and why not to the others. */
export const WhatHappens = ({
  query: { data, error, refetch },
  mail = false,
}: {
  query: UseQueryResult<Trial>;
  /** It is a mail that they get. */
  mail?: boolean;
}) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const people = (count: number) => t("bulk.people", { count, figure: format.count(count) });
  return (
    <section className={css["happens"]} aria-label={t("bulk.happens")} aria-busy={data === undefined}>
      <h3>{t("bulk.happens")}</h3>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={72} />}
      {data !== undefined && (
        <ul>
          <li data-kind="applied">
            <IconCheck size={16} aria-hidden="true" />
            <span>{t(mail ? "bulk.reached" : "bulk.applied")}</span>
            <b>{people(data.applied)}</b>
          </li>
          {Object.entries(data.heldBack).map(([reason, count]) => (
            <li key={reason} data-kind="inner">
              <IconClockPause size={16} aria-hidden="true" />
              <span>{t(mail ? "bulk.later" : "bulk.heldBack", { reason: term("refusal", reason) })}</span>
              <b>{people(count)}</b>
            </li>
          ))}
          {data.already > 0 && (
            <li>
              <IconEqual size={16} aria-hidden="true" />
              <span>{t("bulk.already")}</span>
              <b>{people(data.already)}</b>
            </li>
          )}
          {Object.entries(data.refused)
            .toSorted(([, a], [, b]) => b - a)
            .map(([reason, count]) => (
              <li key={reason} data-kind="refused">
                <IconCircleMinus size={16} aria-hidden="true" />
                <span>{t("bulk.refused", { reason: term("refusal", reason) })}</span>
                <b>{people(count)}</b>
              </li>
            ))}
        </ul>
      )}
      {data?.all === false && <p>{t("bulk.partly", { looked: format.count(data.looked) })}</p>}
    </section>
  );
};
