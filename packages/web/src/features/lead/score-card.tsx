import { SegmentedControl, Skeleton } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Score, TimelineItem } from "../../api/leads.ts";
import { Card } from "../../ui/card.tsx";
import { DAY } from "../../ui/format.ts";
import { useNow } from "../../ui/use-format.ts";
import css from "./score-card.module.css";
import { ScoreChart } from "./score-chart.tsx";
import { dealsOf, forecastOf, historyOf } from "./score-history.ts";

const route = getRouteApi("/leads/$id");
const ranges = { "30d": 30, "6m": 182, all: Number.POSITIVE_INFINITY };
const rangeOf = (name: string | undefined): keyof typeof ranges => (name === "30d" || name === "all" ? name : "6m");

/** How the score came to be, and how it will fade if nothing happens. */
export const ScoreCard = ({
  score,
  entries,
  lit,
  light,
}: {
  score: Score | undefined;
  entries: TimelineItem[];
  lit: number | undefined;
  light: (at: number | undefined) => void;
}) => {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const range = rangeOf(route.useSearch().range);
  // To the hour: the curve need not move with every second.
  const now = Math.floor(useNow() / (DAY / 24)) * (DAY / 24);
  const history = historyOf(entries, score?.halfLives ?? {}, now);
  const first = history.line[0]?.at ?? now - 30 * DAY;
  const from = Math.max(first - DAY, now - ranges[range] * DAY);
  const until = now + Math.max(14 * DAY, (now - from) * 0.3);
  return (
    <Card
      title={t("score.title")}
      aside={
        <>
          <span className={css["legend"]}>
            <svg width="20" height="6" aria-hidden="true">
              <path d="M0 3h20" className={css["past"]} />
            </svg>
            {t("score.past")}
            <svg width="20" height="6" aria-hidden="true">
              <path d="M0 3h20" className={css["future"]} />
            </svg>
            {t("score.forecast")}
          </span>
          <SegmentedControl
            size="xs"
            value={range}
            onChange={(value) => void navigate({ search: (before) => ({ ...before, range: value }), replace: true })}
            data={[
              { value: "30d", label: t("score.days30") },
              { value: "6m", label: t("score.months6") },
              { value: "all", label: t("score.all") },
            ]}
          />
        </>
      }
    >
      {score === undefined ? (
        <Skeleton height={220} />
      ) : (
        <ScoreChart
          history={history}
          forecast={forecastOf(score, now, until)}
          deals={dealsOf(entries, now)}
          score={score}
          from={from}
          now={now}
          until={until}
          lit={lit}
          light={light}
        />
      )}
    </Card>
  );
};
