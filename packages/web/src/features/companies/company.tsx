import { Skeleton } from "@mantine/core";
import { IconBriefcase, IconInfoCircle, IconTrophy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Company, companyQuery } from "../../api/companies.ts";
import type { Deal } from "../../api/deals.ts";
import { scoringQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { attribute, gateOf } from "../../ui/gate.ts";
import { Page } from "../../ui/page.tsx";
import { Score } from "../../ui/score.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./companies.module.css";
import { LockPill } from "./lock-pill.tsx";

const route = getRouteApi("/companies/$key");

/** A company: whether it may be mailed and why, its people, its deals. */
export const CompanyPage = () => {
  const { t } = useTranslation();
  const { key } = route.useParams();
  const query = useQuery(companyQuery(key));
  const company = query.data;
  return (
    <Page
      title={company?.name ?? key}
      facts={company !== undefined && <LockPill state={company.state} />}
      actions={<Link to="/companies">{t("companies.back")}</Link>}
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          <Skeleton height={300} />
        </Loading>
      )}
      {company !== undefined && (
        <>
          <Lock company={company} />
          <div className={css["two"]}>
            <People company={company} />
            <Deals deals={company.deals} />
          </div>
        </>
      )}
    </Page>
  );
};

/** Why the company is or is not mailed, and until when. */
const Lock = ({ company: { state, deals } }: { company: Company }) => {
  const { t } = useTranslation();
  const names = deals
    .filter((deal) => deal.state === (state === "customer" ? "won" : "open"))
    .map(({ name, id }) => name ?? id);
  const icons = { open: IconBriefcase, customer: IconTrophy, lost: IconInfoCircle, none: IconInfoCircle };
  const Icon = icons[state];
  return (
    <p className={css["lock"]} data-state={state}>
      <Icon aria-hidden="true" />
      <span>{t(`lock.${state}`, { deals: names.slice(0, 3).join(t("words.list")) })}</span>
    </p>
  );
};

const People = ({ company: { people, count } }: { company: Company }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = useQuery(scoringQuery).data?.lines;
  return (
    <Card title={t("companies.people")} aside={t("companies.count", { count, n: format.count(count) })} flush>
      {people.length === 0 ? (
        <p className={css["nobody"]}>{t("companies.nobody")}</p>
      ) : (
        <table className={css["table"]}>
          <tbody>
            {people.map((lead) => {
              const gate = gateOf(lead);
              return (
                <tr key={lead.id}>
                  <td>
                    <Link to="/leads/$id" params={{ id: lead.id }} className={css["name"] ?? ""}>
                      {lead.name ?? lead.email}
                    </Link>{" "}
                    <small>
                      {[attribute(lead, "department"), attribute(lead, "title")].filter(Boolean).join(t("words.list"))}
                    </small>
                  </td>
                  <td className={css["wide"]}>{gate === undefined ? t("gate.allowed") : t(`gate.${gate}`)}</td>
                  <td className={css["number"]}>
                    <Score total={lead.score.total} lines={lines} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );
};

const Deals = ({ deals }: { deals: Deal[] }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  return (
    <Card title={t("companies.dealsTitle")} flush>
      {deals.length === 0 && <p className={css["nobody"]}>{t("companies.noDeals")}</p>}
      <ul className={css["deals"]}>
        {deals.map(({ id, name, state, stage, lostReason, closedAt, openedAt, leadName }) => (
          <li key={id}>
            <Link to="/deals" search={{ state, deal: id }}>
              {name ?? id}
            </Link>
            <small>
              {[
                t(`dealState.${state}`),
                state === "open" && stage !== "open" ? stage : "",
                lostReason === undefined ? "" : term("lost", lostReason),
                format.day(closedAt ?? openedAt, now),
                leadName ?? "",
              ]
                .filter(Boolean)
                .join(t("words.list"))}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
};
