import { Button, Skeleton } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { workflowsQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { StatePill } from "../../ui/state-pill.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { VerdictPill } from "../../ui/verdict-pill.tsx";
import { useSay } from "../../ui/words.ts";
import css from "./workflows.module.css";

/** Every workflow: does it run, how many are inside, does anything need a hand. */
export const Workflows = () => {
  const { t } = useTranslation();
  const say = useSay();
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useQuery(workflowsQuery);
  const mayBegin = useMay()("marketer");
  const begin = {
    code: "KeyN",
    cap: "N",
    label: t("workflows.new"),
    bar: true,
    run: () => void navigate({ to: "/workflows/new" }),
  };
  useKeys(mayBegin ? [begin] : []);
  return (
    <Page
      title={t("nav.workflows")}
      actions={
        mayBegin && (
          <Button component={Link} to="/workflows/new" leftSection={<IconPlus size={16} />}>
            {t("workflows.new")} <Keycap>N</Keycap>
          </Button>
        )
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <Card flush>
        {isPending && (
          <Loading>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} height={20} m="sm" width="auto" />
            ))}
          </Loading>
        )}
        {data?.items.length === 0 && (
          <Empty
            icon={<IconRoute />}
            title={t("workflows.empty")}
            action={
              mayBegin && (
                <Button component={Link} to="/workflows/new">
                  {t("workflows.begin")}
                </Button>
              )
            }
          >
            {t("workflows.emptyText")}
          </Empty>
        )}
        {data !== undefined && data.items.length > 0 && (
          <table className={css["table"]}>
            <thead>
              <tr>
                <th>{t("nav.workflows")}</th>
                <th>{t("workflows.state")}</th>
                <th className={css["number"]}>{t("workflows.inside")}</th>
                <th className={css["number"]}>{t("workflows.handOffs30")}</th>
                <th>{t("workflows.hypothesis")}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ id, name, state, version, inside, problems, handOffs30 = 0, hypothesis }) => (
                <tr key={id}>
                  <td>
                    <Link to="/workflows/$id" params={{ id }} className={css["name"] ?? ""}>
                      {say(name, id)}
                    </Link>
                    {problems > 0 && <Pill tone="danger">{t("workflows.problems", { count: problems })}</Pill>}
                  </td>
                  <td>
                    <StatePill state={state} version={version} />
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
    </Page>
  );
};
