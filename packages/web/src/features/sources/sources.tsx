import { Button, Skeleton } from "@mantine/core";
import { IconDownload, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sourcesQuery } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { leavingQuery } from "./leaving.ts";
import { SourceRow } from "./source-row.tsx";
import css from "./sources.module.css";

/** Where people come in, and whether they do. */
export const Sources = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useQuery(sourcesQuery);
  const leaving = useQuery(leavingQuery).data ?? [];
  const items = data?.items.filter(({ id }) => !leaving.includes(id));
  const begin = () => void navigate({ to: "/sources/new" });
  useKeys([{ code: "KeyN", cap: "N", label: t("sources.new"), bar: true, run: begin }]);
  const quiet = items?.filter((source) => source.quiet !== undefined).length ?? 0;
  const refused = items?.reduce((sum, source) => sum + source.refusals, 0) ?? 0;
  return (
    <Page
      title={t("nav.sources")}
      facts={
        <>
          {items !== undefined && items.length > 0 && t("sources.count", { count: items.length })}
          {quiet > 0 && <Pill tone="warm">{t("sources.quietCount", { count: quiet })}</Pill>}
          {refused > 0 && <Pill tone="danger">{t("sources.refusedCount", { count: refused })}</Pill>}
        </>
      }
      actions={
        <Button component={Link} to="/sources/new" leftSection={<IconPlus size={16} />}>
          {t("sources.new")} <Keycap>N</Keycap>
        </Button>
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Card flush>
          <Loading>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} height={28} m="md" width="auto" />
            ))}
          </Loading>
        </Card>
      )}
      {items?.length === 0 && (
        <Card>
          <Empty
            icon={<IconDownload />}
            title={t("sources.empty")}
            action={
              <Button component={Link} to="/sources/new">
                {t("sources.begin")}
              </Button>
            }
          >
            {t("sources.emptyText")}
          </Empty>
        </Card>
      )}
      {items !== undefined && items.length > 0 && (
        <Card flush>
          <table className={css["table"]}>
            <thead>
              <tr>
                <th>{t("nav.sources")}</th>
                <th>{t("sources.state")}</th>
                <th>{t("sources.last")}</th>
                <th>{t("sources.usual")}</th>
                <th>{t("sources.month")}</th>
                <th className={css["number"]}>{t("sources.refused")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((source) => (
                <SourceRow key={source.id} source={source} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
    </Page>
  );
};
