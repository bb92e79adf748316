import { Drawer, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Deal, dealQuery } from "../../api/deals.ts";
import { useMay } from "../../ui/may.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import { ComebackWords } from "./comeback.tsx";
import css from "./deals.module.css";
import { MoveDeal } from "./move-deal.tsx";
import { useMoney } from "./use-money.ts";

/** One deal: what it is, what becomes of its person, and how it may move. */
export const DealDrawer = ({ id, close }: { id: string; close: () => void }) => {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(dealQuery(id));
  const deal = query.data;
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={460}
      title={<b>{deal?.name ?? deal?.company ?? t("deals.deal")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          <Skeleton height={200} />
        </Loading>
      )}
      {deal !== undefined && <Facts deal={deal} />}
      {deal !== undefined && (may("insideSales") ? <MoveDeal deal={deal} /> : <p>{t("deals.refused")}</p>)}
    </Drawer>
  );
};

const Facts = ({ deal }: { deal: Deal }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const money = useMoney();
  const {
    state,
    stage,
    lostReason,
    company,
    companies,
    lead,
    leadName,
    amount,
    owner,
    openedAt,
    closedAt,
    competitor,
  } = deal;
  const key = companies[0]?.key;
  return (
    <dl className={css["facts"]}>
      <dt>{t("deals.state")}</dt>
      <dd>
        <b>{t(`dealState.${state}`)}</b>
        {state === "open" && stage !== "open" && ` (${stage})`}
        {state === "lost" && ` (${term("lost", lostReason ?? "other")})`}
      </dd>
      {state === "lost" && (
        <>
          <dt>{t("deals.comesBack")}</dt>
          <dd>
            <ComebackWords comeback={deal.comeback} />
          </dd>
        </>
      )}
      {company !== undefined && key !== undefined && (
        <>
          <dt>{t("lead.company")}</dt>
          <dd>
            <Link to="/companies/$key" params={{ key }}>
              {company}
            </Link>
          </dd>
        </>
      )}
      {lead !== undefined && (
        <>
          <dt>{t("deals.person")}</dt>
          <dd>
            <Link to="/leads/$id" params={{ id: lead }}>
              {leadName}
            </Link>
          </dd>
        </>
      )}
      {amount !== undefined && (
        <>
          <dt>{t("deals.amount")}</dt>
          <dd>{money(amount)}</dd>
        </>
      )}
      {competitor !== undefined && (
        <>
          <dt>{t("deals.competitor")}</dt>
          <dd>{competitor}</dd>
        </>
      )}
      {owner !== undefined && (
        <>
          <dt>{t("deals.owner")}</dt>
          <dd>{owner}</dd>
        </>
      )}
      <dt>{t(`dealDate.${state}`)}</dt>
      <dd>{format.day(closedAt ?? openedAt, now)}</dd>
    </dl>
  );
};
