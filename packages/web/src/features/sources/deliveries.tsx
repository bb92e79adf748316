import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { payloadsQuery, type Source } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import css from "./deliveries.module.css";
import { Delivery } from "./delivery.tsx";
import { ReplayAll } from "./replay-all.tsx";

const route = getRouteApi("/sources/$id");

/** What has come, newest first, what became of it and why; and putting the refused ones through again. */
export const Deliveries = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { fate, open } = route.useSearch();
  const shown = fate === "refused" ? "refused" : "all";
  const query = useInfiniteQuery(payloadsQuery(source.id, shown));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card flush>
      <div className={css["bar"]}>
        <SegmentedControl
          value={shown}
          aria-label={t("deliveries.filter")}
          onChange={(next) =>
            void navigate({
              search: { tab: "deliveries", ...(next === "refused" ? { fate: next } : {}) },
              replace: true,
            })
          }
          data={[
            { value: "all", label: t("deliveries.all") },
            { value: "refused", label: t("deliveries.refused", { count: source.refusals }) },
          ]}
        />
        {source.refusals > 0 && <ReplayAll source={source} />}
      </div>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={24} m="md" width="auto" />
          ))}
        </Loading>
      )}
      {query.data !== undefined && items.length === 0 && (
        <Empty icon={<IconInbox />} title={t(shown === "refused" ? "deliveries.noneRefused" : "deliveries.none")}>
          {t(shown === "refused" ? "deliveries.noneRefusedText" : "deliveries.noneText")}
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={css["list"]}>
          {items.map((payload) => (
            <Delivery
              key={payload.id}
              source={source}
              payload={payload}
              isOpen={payload.id === open}
              toggle={() =>
                void navigate({
                  search: ({ open: _, ...rest }) => (payload.id === open ? rest : { ...rest, open: payload.id }),
                  replace: true,
                })
              }
            />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className={css["more"]}>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("deliveries.more")}
          </Button>
        </div>
      )}
    </Card>
  );
};
