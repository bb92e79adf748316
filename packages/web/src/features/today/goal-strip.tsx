import { Anchor, Button, Skeleton } from "@mantine/core";
import { IconTarget } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Goals, goalsQuery, type Measure, measures, sides } from "../../api/goals.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./goal-strip.module.css";
import { Pace } from "./pace.tsx";

const GoalDialog = lazy(() => import("./goal-dialog.tsx").then(({ GoalDialog: default_ }) => ({ default: default_ })));

/** The goal of the month that marketing, inside sales and sales share, each with its part. */
export const GoalStrip = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery(goalsQuery);
  const [opened, setOpened] = useState(false);
  const month = data === undefined ? "" : format.monthName(`${data.month.from}T12:00:00Z`);
  return (
    <section className={css["strip"]} aria-label={t("goal.label")}>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          <Skeleton height={20} width={280} mb="md" />
          <Skeleton height={56} />
        </Loading>
      )}
      {data !== undefined && (
        <>
          <header className={css["head"]}>
            <h2>{t("goal.title", { month })}</h2>
            {data.goal !== undefined && <p>{<Agreed goals={data} />}</p>}
            {data.goal !== undefined && (
              <Anchor component="button" type="button" onClick={() => setOpened(true)} className={css["plan"] ?? ""}>
                {t("goal.plan")}
              </Anchor>
            )}
          </header>
          {data.goal === undefined && (
            <div className={css["none"]}>
              <p>{t("goal.none")}</p>
              <Button size="xs" leftSection={<IconTarget size={15} stroke={1.7} />} onClick={() => setOpened(true)}>
                {t("goal.set")}
              </Button>
            </div>
          )}
          <div className={css["measures"]}>
            {measures.map((measure) => (
              <Part key={measure} measure={measure} goals={data} />
            ))}
          </div>
        </>
      )}
      {opened && data !== undefined && (
        <Suspense>
          <GoalDialog goals={data} month={month} close={() => setOpened(false)} />
        </Suspense>
      )}
    </section>
  );
};

/** Which wins were agreed on, by whom, when. */
const Agreed = ({ goals: { goal } }: { goals: Goals }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (goal === undefined) return null;
  const { targets, signed } = goal;
  const missing = sides.filter((side) => signed[side] === undefined);
  const last =
    sides
      .map((side) => signed[side]?.at ?? "")
      .toSorted()
      .at(-1) ?? "";
  const wins = t("goal.wins", { count: targets.wins });
  if (missing.length === 0) return t("goal.agreed", { wins, day: format.day(last, now) });
  return t(missing.length === sides.length ? "goal.nobody" : "goal.waiting", {
    wins,
    side: missing.map((side) => t(`goal.side.${side}`)).join(t("words.list")),
  });
};

const Part = ({ measure, goals: { progress, figures } }: { measure: Measure; goals: Goals }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const part = progress?.[measure];
  const tone = part === undefined || part.ahead >= 0 ? "ok" : "warm";
  return (
    <div className={css["measure"]}>
      <p className={css["name"]}>
        <b>{t(`goal.measure.${measure}`)}</b>
        <small>{t(`goal.owner.${measure}`)}</small>
      </p>
      <p className={css["figures"]}>
        <b>{format.count(figures[measure])}</b>
        {part !== undefined && <span>{t("goal.of", { count: part.target })}</span>}
        {part !== undefined && (
          <em data-tone={tone}>
            {part.ahead === 0
              ? t("goal.onPace")
              : t(part.ahead > 0 ? "goal.ahead" : "goal.behind", { count: Math.abs(part.ahead) })}
          </em>
        )}
      </p>
      {part !== undefined && <Pace {...part} tone={tone} />}
    </div>
  );
};
