import { useTranslation } from "react-i18next";
import type { PreviewDay, PreviewRun } from "../../api/preview.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import { type Bar, DayBars } from "./day-bars.tsx";
import css from "./preview.module.css";
import { merged } from "./refusals.ts";

/** Sends against the quota, hand-offs against what inside sales can take, on one time axis; and who is held back, and why. */
export const Charts = ({
  run,
  cursor,
  setCursor,
}: {
  run: PreviewRun;
  cursor: number | undefined;
  setCursor: (day: number | undefined) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const term = useTerm();
  const now = useNow();
  const { days, frame } = run;
  const bars = (own: keyof Pick<PreviewDay, "sends" | "handOffs">): Bar[] =>
    days.map((day, n) => ({
      at: noon(day.date),
      // Read on its own day, a date is written without its year.
      label: format.day(noon(day.date), noon(day.date)).replace(/\(.*$/, ""),
      own: day[own],
      others: frame.days[n]?.others[own] ?? 0,
      off: frame.days[n]?.off ?? false,
    }));
  const day = cursor === undefined ? undefined : days[cursor];
  const reps = frame.capacity.reps.map(({ name, perDay }) => `${name} ${perDay}`).join(t("words.list"));
  const refusals = Object.entries(merged(run)).toSorted(([, a], [, b]) => b - a);
  const most = Math.max(1, ...refusals.map(([, count]) => count));
  return (
    <>
      <Card title={t("preview.sends")}>
        <div className={css["said"]}>
          <p aria-live="polite">
            {day !== undefined &&
              t("preview.onDay", {
                day: format.day(noon(day.date), now),
                sends: format.count(day.sends),
                handOffs: format.count(day.handOffs),
              })}
          </p>
          <Legend own="var(--rk-ai-fill)" />
        </div>
        <DayBars
          bars={bars("sends")}
          colour="var(--rk-ai-fill)"
          limit={frame.quota}
          limitText={t("preview.quota", { count: frame.quota })}
          height={210}
          title={t("preview.sends")}
          cursor={cursor}
          setCursor={setCursor}
        />
      </Card>
      <Card title={t("preview.handOffs")}>
        <div className={css["said"]}>
          <Legend own="var(--rk-hot)" />
        </div>
        <DayBars
          bars={bars("handOffs")}
          colour="var(--rk-hot)"
          limit={frame.capacity.total}
          limitText={t("preview.capacity", { count: frame.capacity.total, reps })}
          height={210}
          title={t("preview.handOffs")}
          cursor={cursor}
          setCursor={setCursor}
        />
      </Card>
      {refusals.length > 0 && (
        <Card title={t("preview.refusals")}>
          <ul className={css["refusals"]}>
            {refusals.map(([reason, count]) => (
              <li key={reason}>
                <span>{term("refusal", reason)}</span>
                <span className={css["meter"]}>
                  <i style={{ width: `${(count / most) * 100}%`, background: "var(--rk-warm)" }} />
                </span>
                <b>{format.count(count)}</b>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
};

const Legend = ({ own }: { own: string }) => {
  const { t } = useTranslation();
  return (
    <span className={css["legend"]}>
      <span>
        <i style={{ background: "var(--rk-line2)" }} />
        {t("preview.othersMean")}
      </span>
      <span>
        <i style={{ background: own }} />
        {t("preview.own")}
      </span>
      <span>
        <i style={{ background: "var(--rk-danger)" }} />
        {t("preview.over")}
      </span>
    </span>
  );
};

/** Noon of the day, which is the same date in every zone that is less than half a day away. */
const noon = (date: string): number => Date.parse(`${date}T03:00:00Z`);
