import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { Card } from "../../ui/card.tsx";
import { Pill } from "../../ui/pill.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./side.module.css";

/** On what ground this person may be mailed: basis, when, where from, and the evidence kept. */
export const Consents = ({ lead: { consents = [], gate } }: { lead: Lead }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const held = consents.some(({ basis }) => basis !== "none") && !gate.optedOut;
  return (
    <Card
      title={t("consent.title")}
      aside={
        <Pill tone={held ? "ok" : "danger"}>
          {t(held ? "consent.valid" : gate.optedOut ? "consent.ended" : "consent.missing")}
        </Pill>
      }
    >
      {consents.length === 0 ? (
        <p className={css["none"]}>{t("consent.none")}</p>
      ) : (
        <ul className={css["list"]}>
          {consents.map(({ basis, at, source, evidence }) => (
            <li key={`${basis}${at}`}>
              <span>
                <b>{t(`basis.${basis}`)}</b>{" "}
                {[format.fullDay(at), source && term("source", source)].filter(Boolean).join(t("words.list"))}
                {evidence !== undefined && <small>{evidence}</small>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};
