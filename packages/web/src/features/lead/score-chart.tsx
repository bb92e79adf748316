import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Score } from "../../api/leads.ts";
import { defaultLines } from "../../api/workspace.ts";
import { familyColour } from "../../ui/bands.ts";
import { instant } from "../../ui/format.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useSignalName, useTerm } from "../../ui/words.ts";
import { monthsBetween } from "./months.ts";
import css from "./score-chart.module.css";
import type { History, Point } from "./score-history.ts";

const HEIGHT = 230;
const box = { top: 22, right: 8, bottom: 24, left: 30 };

/** History solid, forecast dotted, lines dashed, open deals shaded; the day on which it falls below the line stands out. */
export const ScoreChart = ({
  history,
  forecast,
  deals,
  score,
  from,
  now,
  until,
  lit,
  light,
}: {
  history: History;
  forecast: Point[];
  deals: { from: number; to: number; lost?: string }[];
  score: Score;
  from: number;
  now: number;
  until: number;
  lit: number | undefined;
  light: (at: number | undefined) => void;
}) => {
  const { t } = useTranslation();
  const term = useTerm();
  const nameOf = useSignalName();
  const format = useFormat();
  const { ref, width } = useElementSize();
  const lines = score.lines ?? defaultLines;
  const highest = Math.max(lines.sales * 1.1, ...history.line.map(({ total }) => total * 1.08));
  const lowest = Math.min(0, ...history.line.map(({ total }) => total));
  const right = Math.max(300, width) - box.right;
  const bottom = HEIGHT - box.bottom;
  const x = (at: number) => box.left + ((at - from) / (until - from)) * (right - box.left);
  const y = (total: number) => bottom - ((total - lowest) / (highest - lowest)) * (bottom - box.top);
  const inside = (at: number) => Math.min(right, Math.max(box.left, x(at)));
  const past = history.line.filter(({ at }) => at >= from);
  const path = (points: Point[]) =>
    points.map(({ at, total }, i) => `${i === 0 ? "M" : "L"}${x(at)} ${y(total)}`).join("");
  const changes = history.changes.filter(({ at }) => at >= from);
  const biggest = changes.toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0))[0];
  const cools = (["sales", "insideSales", "warm"] as const).flatMap((line) => {
    const at = score.coolsAt?.[line];
    return at && instant(at) < until ? [{ line, at: instant(at) }] : [];
  })[0];
  return (
    <div ref={ref} className={css["chart"]}>
      <svg width="100%" height={HEIGHT} role="img" aria-label={t("score.chart", { total: format.points(score.total) })}>
        {deals.map((deal) => (
          <g key={deal.from}>
            <rect
              className={css["deal"]}
              x={inside(deal.from)}
              y={box.top}
              width={Math.max(0, inside(deal.to) - inside(deal.from))}
              height={bottom - box.top}
            />
            {inside(deal.to) - inside(deal.from) > 130 && !overlapsEarlier(deals, deal) && (
              <text
                className={css["note"]}
                x={(inside(deal.from) + inside(deal.to)) / 2}
                y={box.top + 14}
                textAnchor="middle"
              >
                {t("score.deal")}
              </text>
            )}
            {deal.lost !== undefined && deal.to > from && (
              <text className={css["note"]} x={inside(deal.to) + 4} y={bottom - 6}>
                {t("score.lost", { reason: term("lost", deal.lost) })}
              </text>
            )}
          </g>
        ))}
        {(["warm", "insideSales", "sales"] as const).map((line) => (
          <g key={line} className={css[line]}>
            <line x1={box.left} x2={right} y1={y(lines[line])} y2={y(lines[line])} />
            <text className={css["axis"]} x={box.left - 6} y={y(lines[line]) + 4} textAnchor="end">
              {format.count(lines[line])}
            </text>
            <text x={right} y={y(lines[line]) - 5} textAnchor="end">
              {t(`line.${line}`)}
            </text>
          </g>
        ))}
        {monthsBetween(from, until).map((at) => (
          <text key={at} className={css["axis"]} x={x(at)} y={HEIGHT - 6} textAnchor="middle">
            {until - from > 100 * 86_400_000 ? format.month(at) : format.day(at, now)}
          </text>
        ))}
        <line className={css["base"]} x1={box.left} x2={right} y1={bottom} y2={bottom} />
        {past.length > 1 && (
          <path className={css["area"]} d={`${path(past)}L${x(now)} ${bottom}L${x(past[0]?.at ?? now)} ${bottom}Z`} />
        )}
        {history.fit > 0 && past.length > 1 && (
          <>
            <line
              className={css["fit"]}
              x1={x(past[0]?.at ?? from)}
              x2={right}
              y1={y(history.fit)}
              y2={y(history.fit)}
            />
            {y(0) - y(history.fit) > 24 && x(now) - x(past[0]?.at ?? now) > 160 && (
              <text x={(x(past[0]?.at ?? from) + x(now)) / 2} y={y(history.fit) + 15} textAnchor="middle">
                {t("chart.fit", { points: format.given(history.fit) })}
              </text>
            )}
          </>
        )}
        <path className={css["past"]} d={path(past)} />
        <path className={css["future"]} d={path(forecast)} />
        {changes.map(({ at, total, family = "", signal = "", label, points = 0 }) => (
          <circle
            key={`${at}${signal}`}
            className={css["dot"]}
            cx={x(at)}
            cy={y(total)}
            r={at === lit ? 7 : 4}
            fill={familyColour(family)}
            onPointerEnter={() => light(at)}
            onPointerLeave={() => light(undefined)}
          >
            <title>{`${format.moment(at, now)} ${signal === "" ? term("family", family) : nameOf(signal, label)} ${format.signed(points)}`}</title>
          </circle>
        ))}
        {biggest?.signal !== undefined && width > 520 && x(biggest.at) < right - 160 && (
          <text className={css["note"]} x={x(biggest.at) + 8} y={y(biggest.total) - 7}>
            {`${nameOf(biggest.signal, biggest.label)} ${format.signed(biggest.points ?? 0)}`}
          </text>
        )}
        <line className={css["now"]} x1={x(now)} x2={x(now)} y1={box.top - 6} y2={bottom} />
        <text className={css["today"]} x={x(now) - 4} y={box.top - 9} textAnchor="middle">
          {t("score.today")}
        </text>
        {cools !== undefined && (
          <>
            <circle className={css["cools"]} cx={x(cools.at)} cy={y(lines[cools.line])} r={5} />
            <text
              className={css["coolsText"]}
              x={Math.min(x(cools.at) + 8, right - 4)}
              y={y(lines[cools.line]) - 11}
              textAnchor={x(cools.at) > right - 150 ? "end" : "start"}
            >
              {t("score.cools", { day: format.day(cools.at, now), line: format.count(lines[cools.line]) })}
            </text>
          </>
        )}
      </svg>
    </div>
  );
};

type Span = { from: number; to: number };
/** Two deals at once are told once. */
const overlapsEarlier = (deals: Span[], deal: Span): boolean =>
  deals.slice(0, deals.indexOf(deal)).some(({ from, to }) => from < deal.to && deal.from < to);
