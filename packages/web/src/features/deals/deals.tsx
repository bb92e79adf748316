import { Button, NativeSelect, SegmentedControl, Skeleton } from "@mantine/core";
import { IconBriefcase, IconPlus, IconUpload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { dealStates, dealsQuery, lostReasons } from "../../api/deals.ts";
import { Card } from "../../ui/card.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useTerm } from "../../ui/words.ts";
import { DealTable } from "./deal-table.tsx";
import css from "./deals.module.css";

const route = getRouteApi("/deals");
/** Opened by a click: the list need not wait for them. */
const DealDrawer = lazy(() => import("./deal-drawer.tsx").then((module) => ({ default: module.DealDrawer })));
const NewDeal = lazy(() => import("./new-deal.tsx").then((module) => ({ default: module.NewDeal })));

/** Deals by what became of them; the lost ones with when they come back. */
export const Deals = () => {
  const { t } = useTranslation();
  const term = useTerm();
  const may = useMay();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const state = dealStates.find((one) => one === search.state) ?? "lost";
  const reason = state === "lost" ? lostReasons.find((one) => one === search.reason) : undefined;
  const [making, setMaking] = useState(false);
  const query = useInfiniteQuery(dealsQuery(state, reason));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const maker = may("insideSales");
  useKeys([
    {
      code: "KeyA",
      cap: "A",
      label: t("deals.new"),
      bar: maker,
      run: () => maker && setMaking(true),
    },
  ]);
  return (
    <Page
      title={t("nav.deals")}
      actions={
        <>
          {maker && (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
              {t("deals.new")}
            </Button>
          )}
          {may("marketer") && (
            <Button component={Link} to="/deals/import" leftSection={<IconUpload size={16} />}>
              {t("deals.import")}
            </Button>
          )}
        </>
      }
    >
      <div className={css["views"]}>
        <SegmentedControl
          aria-label={t("deals.state")}
          value={state}
          onChange={(next) => void navigate({ search: { state: next } })}
          data={dealStates.map((value) => ({ value, label: t(`dealState.${value}`) }))}
        />
        {state === "lost" && (
          <NativeSelect
            aria-label={t("deals.reason")}
            data={[
              { value: "", label: t("deals.anyReason") },
              ...lostReasons.map((value) => ({ value, label: term("lost", value) })),
            ]}
            value={reason ?? ""}
            onChange={({ currentTarget: { value } }) =>
              void navigate({ search: { state, reason: value === "" ? undefined : value } })
            }
          />
        )}
      </div>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      <Card flush>
        {query.isPending && (
          <Loading>
            {[1, 2, 3, 4, 5, 6].map((row) => (
              <Skeleton key={row} height={22} m="sm" width="auto" />
            ))}
          </Loading>
        )}
        {query.data !== undefined && items.length === 0 && (
          <Empty
            icon={<IconBriefcase />}
            title={t(reason === undefined ? `dealsEmpty.${state}` : "deals.noneByReason")}
          >
            {t(state === "lost" ? "deals.emptyLost" : "deals.emptyText")}
          </Empty>
        )}
        {items.length > 0 && (
          <DealTable
            deals={items}
            state={state}
            open={(deal) => void navigate({ search: { ...search, deal } })}
            reach={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
          />
        )}
      </Card>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("deals.more")}
        </Button>
      )}
      <Suspense>
        {search.deal !== undefined && (
          <DealDrawer id={search.deal} close={() => void navigate({ search: { ...search, deal: undefined } })} />
        )}
        {making && <NewDeal close={() => setMaking(false)} />}
      </Suspense>
    </Page>
  );
};
