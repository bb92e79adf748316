import { IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { leadsQuery } from "../../api/leads.ts";
import { whole } from "../../ui/bands.ts";
import { Card } from "../../ui/card.tsx";
import { attribute } from "../../ui/gate.ts";
import { useFormat } from "../../ui/use-format.ts";
import css from "./extras.module.css";

const MOST = 4;

/** The others at the company, the warmest first: whom else to ask for. Nothing where there is nobody else. */
export const Colleagues = ({ company, except }: { company: string; except: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useInfiniteQuery({ ...leadsQuery({ company }), refetchInterval: false });
  const others = data?.pages[0]?.items.filter(({ id }) => id !== except) ?? [];
  if (others.length === 0) return null;
  return (
    <Card title={t("desk.company")} icon={<IconUsers />} aside={t("desk.others", { count: others.length })}>
      <ul className={css["people"]}>
        {others
          .toSorted((a, b) => b.score.total - a.score.total)
          .slice(0, MOST)
          .map((lead) => (
            <li key={lead.id}>
              <Link to="/leads/$id" params={{ id: lead.id }}>
                {lead.name ?? lead.email}
              </Link>
              <small>{[attribute(lead, "department"), attribute(lead, "title")].filter(Boolean).join(" ")}</small>
              <b>{t("desk.points", { points: format.count(whole(lead.score.total)) })}</b>
            </li>
          ))}
      </ul>
    </Card>
  );
};
