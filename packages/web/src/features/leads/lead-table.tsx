import { Button, Checkbox, Skeleton } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { Empty, Loading } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { type Column, columns as widths } from "./columns.ts";
import { LeadRow } from "./lead-row.tsx";
import css from "./lead-table.module.css";
import { useFilter } from "./use-filter.ts";
import type { Chosen } from "./use-selection.ts";

const ROW = 44;
/** So many are read by themselves in search of a screenful; after that somebody says whether to go on. */
const MOST_BY_ITSELF = 20_000;

type Query = Pick<
  UseInfiniteQueryResult<{ pages: { looked?: number }[] }>,
  "isPending" | "data" | "error" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage"
>;

/** Only the rows in sight are drawn, and the next page comes before one gets there. */
export const LeadTable = ({
  query,
  items,
  chosen,
  columns,
}: {
  query: Query;
  items: Lead[];
  chosen: Chosen | undefined;
  columns: Column[];
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { isNarrowed } = useFilter();
  const list = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({ count: items.length, estimateSize: () => ROW, overscan: 12, scrollMargin: top });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  const looked = query.data?.pages.reduce((sum, page) => sum + (page.looked ?? 0), 0) ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const wanted = last >= items.length - 25 && looked < MOST_BY_ITSELF + items.length * 100;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && wanted && query.error === null) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, wanted, query.error]);
  const before = (shown[0]?.start ?? top) - top;
  const after = rows.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  if (query.isPending)
    return (
      <Loading>
        {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
          <Skeleton key={row} height={ROW - 8} my={8} />
        ))}
      </Loading>
    );
  if (items.length === 0 && !hasNextPage)
    return query.error !== null ? null : (
      <Empty icon={<IconUsers />} title={t(isNarrowed ? "leads.notFound" : "leads.empty")}>
        {t(isNarrowed ? "leads.notFoundText" : "leads.emptyText")}
      </Empty>
    );
  return (
    <div className={css["frame"]} data-wide={columns.length > 7 || undefined}>
      <table className={css["table"]} aria-rowcount={hasNextPage ? -1 : items.length + 1}>
        <colgroup>
          {chosen !== undefined && <col style={{ width: 40 }} />}
          <col />
          {columns.map((column) => (
            <col key={column} data-column={column} style={{ width: widths[column] }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {chosen !== undefined && (
              <th className={css["check"]}>
                <Checkbox
                  size="xs"
                  aria-label={t("leads.chooseShown")}
                  checked={chosen.allShown}
                  indeterminate={chosen.some && !chosen.allShown}
                  onChange={chosen.toggleShown}
                />
              </th>
            )}
            <th>{t("leadColumn.name")}</th>
            {columns.map((column) => (
              <th key={column} data-column={column}>
                {t(`leadColumn.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={list}>
          {before > 0 && <tr className={css["space"]} style={{ height: before }} />}
          {shown.map(({ index }) => {
            const lead = items[index];
            return (
              lead !== undefined && (
                <LeadRow key={lead.id} lead={lead} index={index} columns={columns} chosen={chosen} />
              )
            );
          })}
          {after > 0 && <tr className={css["space"]} style={{ height: after }} />}
        </tbody>
      </table>
      {hasNextPage && (
        <p className={css["more"]} role="status">
          {wanted || isFetchingNextPage ? (
            t("leads.reading", { looked: format.count(looked) })
          ) : (
            <Button variant="default" size="xs" onClick={() => void fetchNextPage()}>
              {t("leads.goOn", { looked: format.count(looked) })}
            </Button>
          )}
        </p>
      )}
    </div>
  );
};
