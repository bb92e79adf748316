import { useTranslation } from "react-i18next";
import type { PreviewRun } from "../../api/preview.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./preview.module.css";
import { merged } from "./refusals.ts";

const sendsOf = ({ days }: PreviewRun) => days.reduce((sum, { sends }) => sum + sends, 0);

/** Five sums, each with what it is made of. With a fix being tried, what was before stands struck beside it. */
export const Totals = ({ run, before }: { run: PreviewRun; before: PreviewRun | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const term = useTerm();
  const sent = sendsOf(run);
  const { totals, days } = run;
  const refusals = Object.entries(merged(run))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([reason, count]) => `${term("refusal", reason)} ${format.count(count)}`);
  const most = (key: "sends" | "handOffs") => Math.max(0, ...days.map((day) => day[key]));
  const cards = [
    { key: "sent", value: sent, was: before && sendsOf(before), why: t("total.perDay", { count: most("sends") }) },
    {
      key: "refused",
      value: totals.refused,
      was: before?.totals.refused,
      why: refusals.length === 0 ? t("total.none") : refusals.join(t("words.list")),
    },
    { key: "clicked", value: totals.clicked, was: before?.totals.clicked, why: t("total.assumed") },
    {
      key: "handedOff",
      value: totals.handedOff,
      was: before?.totals.handedOff,
      why: t("total.perDayPeople", { count: most("handOffs") }),
    },
    {
      key: "optedOut",
      value: totals.optedOut,
      was: before?.totals.optedOut,
      why: sent === 0 ? t("total.none") : t("total.ofSent", { share: format.share(totals.optedOut, sent) }),
    },
  ] as const;
  return (
    <dl className={css["totals"]}>
      {cards.map(({ key, value, was, why }) => (
        <div key={key} className={css["total"]} data-total={key}>
          <dt>{t(`totalName.${key}`)}</dt>
          <dd>
            {was !== undefined && was !== value && <span className={css["was"]}>{format.count(was)}</span>}{" "}
            <b>{format.count(value)}</b> {t(`totalUnit.${key}`)}
            <small>{why}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
};
