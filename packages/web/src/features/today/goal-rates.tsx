import { useTranslation } from "react-i18next";
import type { Conversion } from "../../api/goals.ts";
import { useFormat } from "../../ui/use-format.ts";
import css from "./goal-dialog.module.css";
import type { Used } from "./work-back.ts";

/** What the goal is worked out with: what really happened, or else an assumption that says so. */
export const GoalRates = ({
  rates,
  used,
}: {
  rates: { days: number; meeting: Conversion; win: Conversion } | undefined;
  used: Used;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const line = (which: "meeting" | "win") => {
    const { rate, assumed } = used[which];
    const known = rates?.[which];
    return (
      <li key={which} data-assumed={assumed || undefined}>
        <span>{t(`goal.rate.${which}`)}</span>
        <b>{format.share(rate, 1)}</b>
        <small>
          {assumed
            ? t("goal.assumed", { of: known?.n ?? 0 })
            : t("goal.known", { of: format.count(known?.of ?? 0), n: format.count(known?.n ?? 0) })}
        </small>
      </li>
    );
  };
  return (
    <section className={css["rates"]}>
      <h3>{t("goal.rates", { days: rates?.days ?? 90 })}</h3>
      <ul>
        {line("win")}
        {line("meeting")}
      </ul>
    </section>
  );
};
