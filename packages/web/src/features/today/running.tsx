import { Skeleton } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { workflowsQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { VerdictPill } from "../../ui/verdict-pill.tsx";
import { useSay } from "../../ui/words.ts";
import css from "./today.module.css";

const MOST = 6;

/** The workflows that run: how many are inside, how many were handed over, what became of the hypothesis. */
export const Running = () => {
  const { t } = useTranslation();
  const say = useSay();
  const { data, error, isPending, refetch } = useQuery(workflowsQuery);
  const running = data?.items.filter(({ state }) => state === "running").toSorted((a, b) => b.inside - a.inside) ?? [];
  return (
    <Card
      flush
      title={t("today.running")}
      aside={data && <Link to="/workflows">{t("today.all", { count: data.items.length })}</Link>}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} height={18} m="sm" width="auto" />
          ))}
        </Loading>
      )}
      {data !== undefined && running.length === 0 && (
        <Empty icon={<IconRoute />} title={t("today.noneRunning")}>
          {t("workflows.emptyText")}
        </Empty>
      )}
      {running.length > 0 && (
        <table className={css["table"]}>
          <thead>
            <tr>
              <th>{t("nav.workflows")}</th>
              <th className={css["number"]}>{t("workflows.inside")}</th>
              <th className={css["number"]}>{t("workflows.handOffs30")}</th>
              <th>{t("workflows.hypothesis")}</th>
            </tr>
          </thead>
          <tbody>
            {running.slice(0, MOST).map(({ id, name, inside, handOffs30 = 0, hypothesis }) => (
              <tr key={id}>
                <td>
                  <Link to="/workflows/$id" params={{ id }} className={css["name"] ?? ""}>
                    {say(name, id)}
                  </Link>
                </td>
                <td className={css["number"]} data-label={t("workflows.inside")}>
                  {t("workflows.people", { count: inside })}
                </td>
                <td className={css["number"]} data-label={t("workflows.handOffs30")}>
                  {t("workflows.handOffsCount", { count: handOffs30 })}
                </td>
                <td>
                  <VerdictPill hypothesis={hypothesis} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
};
