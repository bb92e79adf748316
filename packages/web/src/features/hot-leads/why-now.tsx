import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";
import type { Score } from "../../api/leads.ts";
import { Rich } from "../../ui/rich.tsx";
import { Ruler } from "../../ui/ruler.tsx";
import { Signals } from "../../ui/signals.tsx";
import { Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useWhyNow } from "./headline.ts";
import css from "./why-now.module.css";

/** One sentence, the ruler, and each signal with what is left of it. */
export const WhyNow = ({ handoff, score, phone }: { handoff: Handoff; score: Score | undefined; phone: boolean }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const sentence = useWhyNow()(handoff, score, now);
  return (
    <div className={css["why"]}>
      <p className={css["sentence"]}>
        <Rich text={sentence} />
      </p>
      {score === undefined ? (
        <Loading>
          <Skeleton height={14} mb={22} />
          {handoff.reasons.map(({ signal, at }) => (
            <Skeleton key={`${signal}${at}`} height={12} my={10} />
          ))}
        </Loading>
      ) : (
        <>
          <Ruler families={{ fit: score.fit, ...score.families }} lines={score.lines} />
          <Signals fit={score.fit} signals={score.signals} most={phone ? 4 : 10} />
          <p className={css["legend"]}>{t("score.legend", { total: format.points(score.total) })}</p>
        </>
      )}
    </div>
  );
};
