import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Score } from "../../api/leads.ts";
import { familyColour, inOrder } from "../../ui/bands.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { ScoreNumber } from "../../ui/score.tsx";
import { Signals } from "../../ui/signals.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./side.module.css";

/** Why this score: by family, and signal by signal on request. */
export const Breakdown = ({
  query: { data: score, error, refetch },
  explained,
  explain,
}: {
  query: UseQueryResult<Score>;
  explained: boolean;
  explain: () => void;
}) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const families = score === undefined ? [] : inOrder(Object.keys(score.families));
  const widest = Math.max(1, score?.fit ?? 0, ...Object.values(score?.families ?? {}).map(Math.abs));
  const row = (name: string, points: number, decay: string) => (
    <tr key={name}>
      <th scope="row">
        <span className={css["square"]} style={{ background: familyColour(name) }} />
        {term("family", name)}
      </th>
      <td className={css["bar"]}>
        <span>
          <span style={{ width: `${(Math.abs(points) / widest) * 100}%`, background: familyColour(name) }} />
        </span>
      </td>
      <td className={css["decay"]}>{decay}</td>
      <td className={css["figure"]}>{format.points(points)}</td>
    </tr>
  );
  return (
    <Card
      title={t("score.breakdown")}
      aside={
        score && (
          <>
            <ScoreNumber total={score.total} lines={score.lines} size={24} />
            <span>{format.points(score.total)}</span>
          </>
        )
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {score === undefined && error === null && (
        <Loading>
          {[1, 2, 3, 4, 5].map((line) => (
            <Skeleton key={line} height={12} my={12} />
          ))}
        </Loading>
      )}
      {score !== undefined && (
        <>
          <table className={css["table"]}>
            <tbody>
              {row("fit", score.fit, t("score.noDecay"))}
              {families.map((name) => {
                const days = score.halfLives?.[name];
                return row(
                  name,
                  score.families[name] ?? 0,
                  days ? t("score.halves", { count: days }) : t("score.noDecay"),
                );
              })}
            </tbody>
          </table>
          <button type="button" className={css["link"]} aria-expanded={explained} onClick={explain}>
            {t("score.every")} <Keycap>S</Keycap>
          </button>
          {explained && (
            <>
              <Signals fit={score.fit} signals={score.signals} />
              <p className={css["hint"]}>{t("score.legend", { total: format.points(score.total) })}</p>
            </>
          )}
        </>
      )}
    </Card>
  );
};
