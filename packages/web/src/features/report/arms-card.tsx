import { Button } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SplitReport } from "../../api/report.ts";
import { Card } from "../../ui/card.tsx";
import { Pill } from "../../ui/pill.tsx";
import { roughly } from "../../ui/roughly.ts";
import { useFormat } from "../../ui/use-format.ts";
import { Intervals } from "./intervals.tsx";
import css from "./report.module.css";

/** Arms against the hold-out. A winner only where the interval of the difference leaves zero out. */
export const ArmsCard = ({ id, splits }: { id: string; splits: SplitReport[] }) => {
  const { t } = useTranslation();
  const [split] = splits;
  if (split === undefined)
    return (
      <Card title={t("reportPage.arms")}>
        <p className={css["why"]}>{t("reportPage.noSplit")}</p>
        <Button component={Link} to={`/workflows/${encodeURIComponent(id)}/edit`} variant="default" size="xs" mt="sm">
          {t("reportPage.addHoldout")}
        </Button>
      </Card>
    );
  return splits.map((one) => <Split key={one.step} split={one} />);
};

const Split = ({ split: { arms, comparisons, neededForTwice, waiting } }: { split: SplitReport }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const hold = arms.find(({ holdout }) => holdout);
  const better = comparisons.filter(({ clear }) => clear === "better").map(({ arm }) => arm);
  const worse = comparisons.filter(({ clear }) => clear === "worse").map(({ arm }) => arm);
  const clear = better.length + worse.length > 0;
  const seen = arms.some(({ n }) => n > 0);
  return (
    <Card
      title={t(hold === undefined ? "reportPage.armsOnly" : "reportPage.arms")}
      aside={<Pill tone={clear ? "ok" : "plain"}>{t(clear ? "reportPage.differs" : "hypothesis.verdict.early")}</Pill>}
    >
      <table className={css["arms"]}>
        <caption className={css["unseen"]}>{t("reportPage.arms")}</caption>
        <tbody>
          {arms.map(({ name, holdout, of, n }) => (
            <tr key={name}>
              <th scope="row">
                {holdout && <IconEyeOff size={14} stroke={1.7} aria-hidden="true" />} {name}
                {holdout && <small> {t("reportPage.holdout")}</small>}
              </th>
              <td>{t("reportPage.handedOff", { of: format.count(of), n: format.count(n) })}</td>
              <td>
                <b>{n === 0 ? "–" : format.share(of, n)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {seen && comparisons.length > 0 && (
        <Intervals
          signed
          title={t("reportPage.differences")}
          rows={comparisons.map(({ arm, against, value, low, high, clear: found }) => ({
            id: arm,
            label: arm,
            sub: t("reportPage.against", { name: against }),
            // Of an arm without people nothing is known, whatever the figure would be.
            at: arms.every(({ name, n }) => (name !== arm && name !== against) || n > 0) ? value : undefined,
            interval: { low, high },
            tone: found === "better" ? "held" : found === "worse" ? "notHeld" : "open",
          }))}
        />
      )}
      <p className={css["why"]}>
        {!seen && t("reportPage.armsNobody")}
        {seen && !clear && t("reportPage.noDifference")}
        {better.length > 0 &&
          t("reportPage.better", { names: better.join(t("words.list")), than: hold?.name ?? arms[0]?.name ?? "" })}
        {worse.length > 0 &&
          t("reportPage.worse", { names: worse.join(t("words.list")), than: hold?.name ?? arms[0]?.name ?? "" })}
        {seen && !clear && neededForTwice !== undefined && (
          <> {t("reportPage.twice", { count: roughly(neededForTwice) })}</>
        )}
        {waiting > 0 && <> {t("reportPage.waiting", { count: waiting })}</>}
      </p>
    </Card>
  );
};
