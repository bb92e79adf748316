import { Button, Skeleton } from "@mantine/core";
import { IconDownload, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sourcesQuery } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { SourceRow } from "./source-row.tsx";
import css from "./sources.module.css";

/** Where people come in, and whether they do. */
export const Sources = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay()("marketer");
  const { data, error, isPending, refetch } = useQuery(sourcesQuery);
  const begin = () => void navigate({ to: "/sources/new" });
  useKeys(may ? [{ code: "KeyN", cap: "N", label: t("sources.new"), bar: true, run: begin }] : []);
  const quiet = data?.items.filter((source) => source.quiet !== undefined).length ?? 0;
  const refused = data?.items.reduce((sum, source) => sum + source.refused, 0) ?? 0;
  return (
    <Page
      title={t("nav.sources")}
      facts={
        <>
          {data !== undefined && data.items.length > 0 && t("sources.count", { count: data.items.length })}
          {quiet > 0 && <Pill tone="warm">{t("sources.quietCount", { count: quiet })}</Pill>}
          {refused > 0 && <Pill tone="danger">{t("sources.refusedCount", { count: refused })}</Pill>}
        </>
      }
      actions={
        may && (
          <Button component={Link} to="/sources/new" leftSection={<IconPlus size={16} />}>
            {t("sources.new")} <Keycap>N</Keycap>
          </Button>
        )
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
      {data?.items.length === 0 && (
        <Card>
          <Empty
            icon={<IconDownload />}
            title={t("sources.empty")}
            action={
              may && (
                <Button component={Link} to="/sources/new">
                  {t("sources.begin")}
                </Button>
              )
            }
          >
            {t("sources.emptyText")}
          </Empty>
        </Card>
      )}
      {data !== undefined && data.items.length > 0 && (
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
              {data.items.map((source) => (
                <SourceRow key={source.id} source={source} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
    </Page>
  );
};
