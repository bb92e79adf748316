import { Skeleton } from "@mantine/core";
import { IconFlame } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { leadsQuery } from "../../api/leads.ts";
import { defaultLines, scoringQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { Score } from "../../ui/score.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import css from "./today.module.css";

const MOST = 6;

/** Who is closest to the line: the next hand-offs, most likely. */
export const Nearly = () => {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useInfiniteQuery(leadsQuery({ stage: "marketing" }));
  const lines = useQuery(scoringQuery).data?.lines ?? defaultLines;
  const leads = data?.pages[0]?.items.toSorted((a, b) => b.score.total - a.score.total).slice(0, MOST) ?? [];
  return (
    <Card title={t("today.nearly")} aside={<Link to="/leads">{t("nav.leads")}</Link>}>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={26} my={10} />
          ))}
        </Loading>
      )}
      {data !== undefined && leads.length === 0 && (
        <Empty icon={<IconFlame />} title={t("leads.empty")}>
          {t("leads.emptyText")}
        </Empty>
      )}
      <ul className={css["nearly"]}>
        {leads.map(({ id, name, email, company, score }) => (
          <li key={id}>
            <Link to="/leads/$id" params={{ id }} className={css["name"] ?? ""}>
              {name ?? email}
            </Link>
            <small>{company}</small>
            <Score total={score.total} lines={lines} />
          </li>
        ))}
      </ul>
    </Card>
  );
};
