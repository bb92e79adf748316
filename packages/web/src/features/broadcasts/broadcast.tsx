import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { broadcastQuery } from "../../api/broadcasts.ts";
import { Page } from "../../ui/page.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { BroadcastForm } from "./broadcast-form.tsx";
import { BroadcastReport } from "./broadcast-report.tsx";

const route = getRouteApi("/broadcasts/$id");

/** Being written: the form and who would get it. Launched: how far it is and what came of it. */
export const BroadcastPage = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const isNew = id === "new";
  const { data, error, refetch } = useQuery({ ...broadcastQuery(id), enabled: !isNew });
  const up = <Link to="/broadcasts">{t("broadcast.title")}</Link>;
  if (isNew) return <BroadcastForm key="new" broadcast={undefined} up={up} />;
  if (data === undefined)
    return (
      <Page title={t("broadcast.title")}>
        {error !== null ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : (
          <Loading>
            <Skeleton height={320} radius="lg" />
          </Loading>
        )}
      </Page>
    );
  return data.state === "draft" ? (
    <BroadcastForm key={id} broadcast={data} up={up} />
  ) : (
    <BroadcastReport broadcast={data} up={up} />
  );
};
