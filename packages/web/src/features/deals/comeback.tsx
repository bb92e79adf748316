import { IconClockHour4, IconMailOff, IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Comeback } from "../../api/deals.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import css from "./deals.module.css";

/** When the person of a lost deal comes back and in which workflow, or what keeps them. */
export const ComebackWords = ({ comeback }: { comeback: Comeback | undefined }) => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const workflows = useQuery(workflowsQuery).data?.items ?? [];
  if (comeback === undefined) return "–";
  const { state, workflow = "", until, heldBack, why = "" } = comeback;
  const name = say(workflows.find(({ id }) => id === workflow)?.name, workflow);
  const link = (
    <Link to="/workflows/$id" params={{ id: workflow }}>
      {name}
    </Link>
  );
  switch (state) {
    case "pending":
      return (
        <span className={css["come"]} data-state={state}>
          <IconClockHour4 aria-hidden="true" />
          <span>
            {t("comeback.pending", { at: until === undefined ? "" : format.day(until, now) })} {link}
          </span>
        </span>
      );
    case "active":
      return (
        <span className={css["come"]} data-state={state}>
          <IconRoute aria-hidden="true" />
          <span>
            {link}
            {heldBack !== undefined && <small>{t("comeback.held", { why: term("refusal", heldBack) })}</small>}
          </span>
        </span>
      );
    case "none":
      return (
        <span className={css["come"]} data-state={state}>
          <IconMailOff aria-hidden="true" />
          <span>{term("comebackWhy", why)}</span>
        </span>
      );
    default:
      return state satisfies never;
  }
};
