import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { Card } from "../../ui/card.tsx";
import { attribute } from "../../ui/gate.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useTerm } from "../../ui/words.ts";
import css from "./side.module.css";

/** The address, the company, and every attribute that is known. */
export const Details = ({ lead, edit }: { lead: Lead; edit: (() => void) | undefined }) => {
  const { t } = useTranslation();
  const term = useTerm();
  return (
    <Card
      title={t("lead.details")}
      aside={
        edit && (
          <button type="button" className={css["link"]} onClick={edit}>
            {t("edit.do")} <Keycap>E</Keycap>
          </button>
        )
      }
    >
      <dl className={css["details"]}>
        <dt>{t("lead.email")}</dt>
        <dd>{lead.email}</dd>
        {lead.company !== undefined && (
          <>
            <dt>{t("lead.company")}</dt>
            <dd>
              <Link to="/leads" search={{ company: lead.company }}>
                {lead.company}
              </Link>
            </dd>
          </>
        )}
        {Object.keys(lead.attributes).map((name) => (
          <Row key={name} name={term("attribute", name)} value={attribute(lead, name)} />
        ))}
      </dl>
    </Card>
  );
};

const Row = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);
