import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Model, SignalRule } from "../../api/scoring.ts";
import { familyColour } from "../../ui/bands.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/use-format.ts";
import css from "./decay.module.css";
import type { Modelling } from "./use-model.ts";
import { useRuleWords } from "./use-rule-words.ts";

const DAYS = 180;
const HEIGHT = 176;
const box = { top: 10, right: 10, bottom: 22, left: 30 };

type Curve = { rule: SignalRule; points: number; days: number | undefined; was?: Curve };

/** What is left of a rule's points, day by day: what changes first, then the strongest of each family. The old way is dashed. */
export const DecayCard = ({ state: { running, model } }: { state: Modelling }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRuleWords();
  const { ref, width } = useElementSize();
  const curves = curvesOf(running, model);
  const all = curves.flatMap((curve) => [curve, ...(curve.was === undefined ? [] : [curve.was])]);
  const top = nice(Math.max(1, ...all.map(({ points }) => points)));
  const right = Math.max(240, width) - box.right;
  const bottom = HEIGHT - box.bottom;
  const x = (day: number) => box.left + (day / DAYS) * (right - box.left);
  const y = (points: number) => bottom - (points / top) * (bottom - box.top);
  const path = ({ points, days }: Curve) =>
    Array.from({ length: 61 }, (_, n) => `${n === 0 ? "M" : "L"}${x(n * 3)} ${y(leftAfter(points, days, n * 3))}`).join(
      "",
    );
  const [first] = curves;
  const half = first?.days !== undefined && first.days <= DAYS * 0.75 ? first.days : undefined;
  return (
    <Card
      title={t("scoring.decay")}
      aside={curves.map(({ rule }) => (
        <span key={rule.id} className={css["key"]}>
          <i style={{ background: familyColour(rule.family) }} />
          {words.family(rule.family)}
        </span>
      ))}
    >
      <div ref={ref}>
        <svg width="100%" height={HEIGHT} role="img" aria-label={t("scoring.decayChart")}>
          {[0, top / 2, top].map((value) => (
            <g key={value}>
              <line className={css["grid"]} x1={box.left} x2={right} y1={y(value)} y2={y(value)} />
              <text className={css["axis"]} x={box.left - 6} y={y(value) + 4} textAnchor="end">
                {format.given(value)}
              </text>
            </g>
          ))}
          {[0, 30, 60, 90, 120, 150, 180].map((day) => (
            <text
              key={day}
              className={css["axis"]}
              x={x(day)}
              y={HEIGHT - 5}
              textAnchor={day === DAYS ? "end" : "middle"}
            >
              {day === DAYS ? t("scoring.dayUnit", { day }) : day}
            </text>
          ))}
          {curves.map((curve) => (
            <g key={curve.rule.id} style={{ stroke: familyColour(curve.rule.family) }}>
              {curve.was !== undefined && <path className={css["was"]} d={path(curve.was)} />}
              <path className={css["line"]} d={path(curve)} />
            </g>
          ))}
          {first !== undefined && half !== undefined && (
            <>
              <circle
                className={css["dot"]}
                cx={x(half)}
                cy={y(first.points / 2)}
                r={4.5}
                style={{ stroke: familyColour(first.rule.family) }}
              />
              <text className={css["note"]} x={x(half) + 8} y={y(first.points / 2) - 7}>
                {t("scoring.halfAt", {
                  days: t("scoring.days", { count: half }),
                  points: format.given(first.points),
                  half: format.given(first.points / 2),
                })}
              </text>
            </>
          )}
        </svg>
        <table className={css["unseen"]}>
          <caption>{t("scoring.decay")}</caption>
          <tbody>
            {curves.map(({ rule, points, days, was }) => (
              <tr key={rule.id}>
                <th scope="row">{words.name(rule)}</th>
                {[0, 30, 90, 180].map((day) => (
                  <td key={day}>{`${format.given(leftAfter(points, days, day))}${
                    was === undefined ? "" : ` (${format.given(leftAfter(was.points, was.days, day))})`
                  }`}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};

const leftAfter = (points: number, halfLife: number | undefined, day: number): number =>
  halfLife === undefined ? points : points * 2 ** (-day / halfLife);

const curvesOf = (running: Model, model: Model): Curve[] => {
  const curves = model.signals
    .filter(({ points }) => points > 0)
    .map((rule): Curve => {
      const days = model.families[rule.family]?.halfLifeDays;
      const old = running.signals.find(({ id }) => id === rule.id);
      const was = old && { rule: old, points: old.points, days: running.families[old.family]?.halfLifeDays };
      const changed = was !== undefined && (was.points !== rule.points || was.days !== days);
      return { rule, points: rule.points, days, ...(changed ? { was } : {}) };
    })
    .toSorted((a, b) => Number(b.was !== undefined) - Number(a.was !== undefined) || b.points - a.points);
  const seen = new Set<string>();
  return curves.filter(({ rule: { family } }) => !seen.has(family) && seen.add(family)).slice(0, 3);
};

const nice = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= value) ?? value;
};
