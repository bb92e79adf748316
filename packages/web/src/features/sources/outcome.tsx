import { IconAlertTriangle, IconShieldCheck, IconShieldX, IconUserCheck, IconUserPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Basis, Trial } from "../../api/sources.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./mapping.module.css";
import { targetName } from "./target-names.ts";

/** The lead that a sample would become, with its ground for mail; or why it would be refused. */
export const Outcome = ({ trial, basis }: { trial: Trial | undefined; basis: Basis }) => {
  const { t } = useTranslation();
  const term = useTerm();
  if (trial === undefined) return <p className={css["hint"]}>{t("mapping.noSample")}</p>;
  if (trial.status === "ignored") return <p className={css["hint"]}>{t("mapping.ignored")}</p>;
  if (trial.status === "refused")
    return (
      <div className={css["refused"]} role="status">
        <IconAlertTriangle size={18} aria-hidden="true" />
        <div>
          <b>{term("intakeWhy", trial.why)}</b>
          <p>{term("intakeMend", trial.why)}</p>
          {trial.problems.map(({ path, message }) => (
            <small key={path} lang="en">
              {message}
            </small>
          ))}
        </div>
      </div>
    );
  const { lead, consent, known, events } = trial;
  const rows: [string, string][] = [
    ...(lead.company === undefined ? [] : [[targetName("company", t), lead.company] satisfies [string, string]]),
    ...Object.entries(lead.attributes).map(([name, value]): [string, string] => [
      targetName(`attributes.${name}`, t),
      Array.isArray(value) ? value.join("、") : String(value),
    ]),
    ...(lead.tags.length === 0 ? [] : [[targetName("tags", t), lead.tags.join("、")] satisfies [string, string]]),
  ];
  return (
    <div className={css["outcome"]} role="status">
      <p className={css["person"]}>{lead.name ?? lead.email}</p>
      <p className={css["email"]}>{lead.email}</p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={css["ground"]} data-open={consent.basis !== "none" || undefined}>
        {consent.basis === "none" ? (
          <IconShieldX size={18} aria-hidden="true" />
        ) : (
          <IconShieldCheck size={18} aria-hidden="true" />
        )}
        <span>
          {consent.basis === "none"
            ? t(basis === "none" ? "mapping.noGround" : "mapping.notGiven")
            : t("mapping.ground", { basis: term("basis", consent.basis) })}
          {consent.evidence !== undefined && <small>{consent.evidence}</small>}
        </span>
      </p>
      <p className={css["then"]}>
        {known === undefined ? (
          <IconUserPlus size={16} aria-hidden="true" />
        ) : (
          <IconUserCheck size={16} aria-hidden="true" />
        )}
        {known === undefined ? (
          t("mapping.isNew")
        ) : (
          <Link to="/leads/$id" params={{ id: known }}>
            {t("mapping.isKnown")}
          </Link>
        )}
      </p>
      <p className={css["then"]}>
        {t("mapping.events", {
          events: events.map((event) => (event === "form.submitted" ? t("mapping.submitted") : event)).join("・"),
        })}
      </p>
    </div>
  );
};
