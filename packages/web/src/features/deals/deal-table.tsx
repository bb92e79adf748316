import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Deal, DealState } from "../../api/deals.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import { ComebackWords } from "./comeback.tsx";
import css from "./deals.module.css";
import { useMoney } from "./use-money.ts";

/** Deals in rows; only those in sight are drawn, however many there are. */
export const DealTable = ({
  deals,
  state,
  open,
  reach,
}: {
  deals: Deal[];
  state: DealState;
  open: (id: string) => void;
  reach: () => void;
}) => {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: deals.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 54,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= deals.length - 5) reach();
  }, [last, deals.length, reach]);
  const before = shown[0]?.start ?? 0;
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={frame} className={css["scroll"]}>
      <table className={css["table"]}>
        <thead>
          <tr>
            <th>{t("deals.deal")}</th>
            <th className={css["wide"]}>{t(state === "lost" ? "deals.reasonHead" : "deals.stage")}</th>
            {state === "lost" && <th className={css["wide"]}>{t("deals.comesBack")}</th>}
            <th className={`${css["number"]} ${css["wide"]}`}>{t("deals.amount")}</th>
            <th className={`${css["number"]} ${css["wide"]}`}>{t(`dealDate.${state}`)}</th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {shown.map(({ index }) => {
            const deal = deals[index];
            return (
              deal !== undefined && (
                <Row key={deal.id} index={index} measure={rows.measureElement} deal={deal} open={open} />
              )
            );
          })}
          {after > 0 && <tr style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
};

const Row = ({
  deal: {
    id,
    name,
    company,
    companies,
    lead,
    leadName,
    state,
    stage,
    lostReason,
    comeback,
    amount,
    closedAt,
    openedAt,
  },
  open,
  index,
  measure,
}: {
  deal: Deal;
  open: (id: string) => void;
  index: number;
  measure: (row: HTMLTableRowElement | null) => void;
}) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const money = useMoney();
  const key = companies[0]?.key;
  const said = state === "lost" ? term("lost", lostReason ?? "other") : state === "won" ? t("dealState.won") : stage;
  return (
    <tr ref={measure} data-index={index}>
      <td>
        <button type="button" className={css["name"]} onClick={() => open(id)}>
          {name ?? company ?? leadName ?? id}
        </button>
        <small>
          {company !== undefined && key !== undefined && (
            <Link to="/companies/$key" params={{ key }}>
              {company}
            </Link>
          )}{" "}
          {lead !== undefined && (
            <Link to="/leads/$id" params={{ id: lead }}>
              {leadName}
            </Link>
          )}
        </small>
        <div className={css["narrow"]}>
          <b>{said}</b>
          {state === "lost" && <ComebackWords comeback={comeback} />}
        </div>
      </td>
      <td className={css["wide"]}>{said}</td>
      {state === "lost" && (
        <td className={css["wide"]}>
          <ComebackWords comeback={comeback} />
        </td>
      )}
      <td className={`${css["number"]} ${css["wide"]}`}>{amount === undefined ? "–" : money(amount)}</td>
      <td className={`${css["number"]} ${css["wide"]}`}>{format.day(closedAt ?? openedAt, now)}</td>
    </tr>
  );
};
