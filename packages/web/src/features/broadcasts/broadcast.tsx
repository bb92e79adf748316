import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { broadcastQuery } from "../../api/broadcasts.ts";
import { Page } from "../../ui/page.tsx";
import { Failed, Loading } from "../../ui/states.tsx";

const BroadcastForm = lazy(() => import("./broadcast-form.tsx").then((made) => ({ default: made.BroadcastForm })));
const BroadcastReport = lazy(() =>
  import("./broadcast-report.tsx").then((made) => ({ default: made.BroadcastReport })),
);
const route = getRouteApi("/broadcasts/$id");

/** Being written: the form and who would get it. Launched: how far it is and what came of it. */
export const BroadcastPage = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { segment } = route.useSearch();
  const isNew = id === "new";
  const { data, error, refetch } = useQuery({ ...broadcastQuery(id), enabled: !isNew });
  const up = <Link to="/broadcasts">{t("broadcast.title")}</Link>;
  const waiting = (
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
  if (data === undefined && !isNew) return waiting;
  return (
    <Suspense fallback={waiting}>
      {data === undefined || data.state === "draft" ? (
        <BroadcastForm key={id} broadcast={data} segment={segment} up={up} />
      ) : (
        <BroadcastReport broadcast={data} up={up} />
      )}
    </Suspense>
  );
};
