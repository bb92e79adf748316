import { IconFlame, IconMailOff, IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import type { Gate } from "../../ui/gate.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import css from "./side.module.css";

/** What will happen next, and in which workflows the lead stands. */
export const Enrolments = ({ lead, gate }: { lead: Lead; gate: Gate | undefined }) => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const names = useQuery(workflowsQuery).data?.items;
  const nameOf = (id: string) => say(names?.find((workflow) => workflow.id === id)?.name, id);
  return (
    <Card title={t("lead.ahead")}>
      <ul className={css["list"]}>
        {lead.enrolments.map(({ workflow, version, step, dueAt, state, heldBack }) => (
          <li key={`${workflow}-${step}`}>
            <IconRoute size={16} stroke={1.7} aria-hidden="true" />
            <span>
              <Link to="/workflows/$id" params={{ id: workflow }}>
                {nameOf(workflow)}
              </Link>
              <small>
                {state === "pending" ? t("lead.pending") : t("lead.atStep", { version, step })}
                {dueAt !== undefined && t("lead.until", { at: format.moment(dueAt, now) })}
                {heldBack !== undefined && t("lead.heldBack", { reason: term("refusal", heldBack) })}
              </small>
            </span>
          </li>
        ))}
        {gate !== undefined && (
          <li>
            <IconMailOff size={16} stroke={1.7} aria-hidden="true" />
            <span>{t(`gate.${gate}Why`)}</span>
          </li>
        )}
        {lead.enrolments.length === 0 && (
          <li>
            <IconFlame size={16} stroke={1.7} aria-hidden="true" />
            <span>{t(lead.stage === "marketing" ? "lead.noneAhead" : "lead.withSales")}</span>
          </li>
        )}
      </ul>
    </Card>
  );
};
