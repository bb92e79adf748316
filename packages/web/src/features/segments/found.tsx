import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Count } from "../../api/segments.ts";
import { scoringQuery } from "../../api/workspace.ts";
import { Score } from "../../ui/score.tsx";
import { Failed } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./segments.module.css";

/** How many there are, how many of them may get mail, and a few of them by name. */
export const Found = ({ query: { data, error, refetch, isPlaceholderData } }: { query: UseQueryResult<Count> }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const lines = useQuery(scoringQuery).data?.lines;
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={120} />;
  const figure = (n: number) => (data.all ? format.count(n) : t("segment.atLeast", { n: format.count(n) }));
  return (
    <div aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
      <p className={css["figure"]} role="status">
        <b>{t("segment.people", { count: data.people, figure: figure(data.people) })}</b>
        <span>{t("segment.mailable", { count: data.mailable, figure: figure(data.mailable) })}</span>
      </p>
      {!data.all && <p className={css["hint"]}>{t("segment.partly", { looked: format.count(data.looked) })}</p>}
      {data.unknown.length > 0 && (
        <p className={css["hint"]}>
          {t("segment.unknown", { events: data.unknown.map((event) => term("did", event)).join(t("words.list")) })}
        </p>
      )}
      <ul className={css["sample"]}>
        {data.sample.map((lead) => (
          <li key={lead.id}>
            <Link to="/leads/$id" params={{ id: lead.id }}>
              {lead.name ?? lead.email}
            </Link>
            <small>{lead.company}</small>
            <Score total={lead.score.total} lines={lines} />
          </li>
        ))}
      </ul>
      {data.people > data.sample.length && <p className={css["hint"]}>{t("segment.more")}</p>}
    </div>
  );
};
