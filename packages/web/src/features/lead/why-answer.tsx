import { IconCheck, IconClockPause, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Why } from "../../api/why.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import css from "./why.module.css";

const icons = { yes: IconCheck, waiting: IconClockPause, no: IconX } as const;

/** One rule in words: what it decided, what it looked at, until when it holds. */
export const WhyAnswer = ({ why, about, main = false }: { why: Why; about: "mail" | "workflow"; main?: boolean }) => {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const { condition, trigger } = useWorkflowWords();
  const names = useQuery(workflowsQuery).data?.items;
  const { verdict, rule, at, until, workflow, version, step, facts, failing, triggers } = why;
  const Icon = icons[verdict];
  const key = `whyRule.${rule}`;
  const moment = (value: unknown) => (typeof value === "string" ? format.moment(value, now) : "");
  const details = [
    failing === undefined
      ? ""
      : t("why.failing", { asked: condition(failing.when), value: textOf(failing.value) ?? t("why.nothingThere") }),
    typeof facts["deals"] === "number" && facts["deals"] > 0 ? t("why.deals", { count: facts["deals"] }) : "",
    typeof facts["times"] === "number" ? t("why.times", { count: facts["times"] }) : "",
    facts["at"] === undefined ? "" : t("why.since", { at: moment(facts["at"]) }),
    typeof facts["subject"] === "string" ? t("why.subject", { subject: facts["subject"] }) : "",
    typeof facts["reason"] === "string" ? term("refusal", facts["reason"]) : "",
    at === undefined ? "" : t(verdict === "yes" ? "why.sentAt" : "why.decidedAt", { at: moment(at) }),
    until === undefined ? "" : t(rule === "reentryTooEarly" ? "why.from" : "why.until", { at: moment(until) }),
  ].filter((part) => part !== "");
  return (
    <section className={css["answer"]} data-verdict={verdict} data-main={main || undefined}>
      <Icon size={main ? 20 : 16} stroke={1.9} aria-hidden="true" />
      <div>
        {main && <b>{t(`whyVerdict.${about}_${verdict}`)}</b>}
        <p>
          {i18n.exists(key) ? t(key) : t("why.refused", { reason: term("refusal", rule) })}
          {workflow !== undefined && (
            <>
              {" "}
              <Link to="/workflows/$id" params={{ id: workflow }}>
                {say(names?.find(({ id }) => id === workflow)?.name, workflow)}
              </Link>
              {version !== undefined && step !== undefined && <small>{t("lead.atStep", { version, step })}</small>}
            </>
          )}
        </p>
        {details.length > 0 && (
          <ul>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
        {triggers !== undefined && triggers.length > 0 && (
          <ul>
            {triggers.map((one) => (
              <li key={JSON.stringify(one)}>{t("why.wouldStart", { trigger: trigger(one) })}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
};

const textOf = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.join(", ");
  return value === undefined || value === "" ? undefined : String(value);
};
