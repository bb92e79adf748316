import { Skeleton } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { workflowsQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useSay } from "../../ui/words.ts";
import css from "./today.module.css";

/** The workflows that run, and how many people are inside. */
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
              <th>{t("workflows.version")}</th>
              <th className={css["number"]}>{t("workflows.inside")}</th>
            </tr>
          </thead>
          <tbody>
            {running.map(({ id, name, version, inside }) => (
              <tr key={id}>
                <td>
                  <Link to="/workflows/$id" params={{ id }} className={css["name"] ?? ""}>
                    {say(name, id)}
                  </Link>
                </td>
                <td>{version ? `v${version}` : "–"}</td>
                <td className={css["number"]}>{t("workflows.people", { count: inside })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
};
