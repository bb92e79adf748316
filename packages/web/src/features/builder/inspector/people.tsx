import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { standingQuery } from "../../../api/workflows.ts";
import { instant } from "../../../ui/format.ts";
import { useFormat, useNow } from "../../../ui/use-format.ts";
import { useStage } from "../stage.ts";
import css from "./inspector.module.css";

/** Who stands at this step of the running version. */
export const People = ({ step }: { step: string }) => {
  const { t } = useTranslation();
  const { workflow, figures } = useStage();
  const waiting = figures?.step.get(step)?.waiting ?? 0;
  return figures === undefined || waiting === 0 ? null : (
    <section className={css["people"]}>
      <h3>{t("builder.hereNow", { count: waiting, version: figures.version })}</h3>
      <Some workflow={workflow} step={step} version={figures.version} />
    </section>
  );
};

const Some = ({ workflow, step, version }: { workflow: string; step: string; version: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data } = useQuery(standingQuery(workflow, step, version));
  return (
    <ul>
      {data?.items.map(({ leadId, name, company, since }) => (
        <li key={leadId}>
          <Link to="/leads/$id" params={{ id: leadId }}>
            {name ?? t("lead.unnamed")}
          </Link>
          <small>{company}</small>
          <time dateTime={since} title={format.moment(since, now)}>
            {t("builder.dayNumber", { count: Math.max(1, Math.ceil((now - instant(since)) / 86_400_000)) })}
          </time>
        </li>
      ))}
    </ul>
  );
};
