import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Interval } from "../../api/report.ts";
import { useFormat } from "../../ui/use-format.ts";
import css from "./report.module.css";

/** A share with what chance leaves open around it. */
export type Ranged = { id: string; label: string; sub: string; at: number | undefined; interval: Interval; tone: Tone };
/** Whether something may be said, and what; `open`: not yet. */
export type Tone = "held" | "notHeld" | "open" | "other";

const ROW = 44;
const LEFT = 122;
const box = { top: 22, right: 14, bottom: 20 };

/** Shares on one axis, each with its interval; what was expected is a dashed line. A list behind it says the same. */
export const Intervals = ({
  rows,
  target,
  title,
  signed = false,
}: {
  rows: Ranged[];
  target?: { at: number; label: string } | undefined;
  title: string;
  /** Differences: the axis goes both ways, in points of a percent. */
  signed?: boolean;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { ref, width } = useElementSize();
  const highest = Math.max(
    0.05,
    target?.at ?? 0,
    ...rows.map(({ at, interval }) => (at === undefined ? 0 : interval.high)),
  );
  const lowest = signed ? Math.min(-0.02, ...rows.map(({ interval }) => interval.low)) : 0;
  const step = stepOf(highest - lowest);
  const from = Math.max(signed ? -1 : 0, Math.floor(lowest / step) * step);
  const to = Math.min(1, Math.ceil((highest * (signed ? 1 : 1.05)) / step) * step);
  const right = Math.max(260, width) - box.right;
  const height = box.top + rows.length * ROW + box.bottom;
  const x = (share: number) => LEFT + ((share - from) / (to - from)) * (right - LEFT);
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, n) => from + n * step);
  const said = (share: number) =>
    signed ? t("reportPage.difference", { points: format.signed(share * 100) }) : format.share(share, 1);
  return (
    <div ref={ref} className={css["intervals"]}>
      <svg width="100%" height={height} role="img" aria-label={title}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              className={css["grid"]}
              data-zero={(signed && Math.abs(tick) < 1e-9) || undefined}
              x1={x(tick)}
              x2={x(tick)}
              y1={box.top - 6}
              y2={height - box.bottom}
            />
            <text className={css["axis"]} x={x(tick)} y={height - 4} textAnchor="middle">
              {signed && Math.round(tick * 100) !== 0
                ? format.signed(Math.round(tick * 100))
                : `${Math.round(tick * 100)}${signed ? "" : "%"}`}
            </text>
          </g>
        ))}
        {rows.map(({ id, label, sub, at, interval, tone }, n) => {
          const y = box.top + n * ROW + 14;
          return (
            <g key={id} data-tone={tone} className={css["ranged"]}>
              <text className={css["label"]} x={0} y={y - 1}>
                {label.length > 9 ? `${label.slice(0, 8)}…` : label}
                <title>{label}</title>
              </text>
              <text className={css["sub"]} x={0} y={y + 14}>
                {sub}
              </text>
              {at !== undefined && (
                <>
                  <line
                    className={css["range"]}
                    x1={x(Math.max(from, interval.low))}
                    x2={x(Math.min(to, interval.high))}
                    y1={y}
                    y2={y}
                  />
                  <circle className={css["point"]} cx={x(at)} cy={y} r={6} />
                </>
              )}
            </g>
          );
        })}
        {target !== undefined && (
          <>
            <line
              className={css["target"]}
              x1={x(target.at)}
              x2={x(target.at)}
              y1={box.top - 6}
              y2={height - box.bottom}
            />
            <text className={css["targetText"]} x={x(target.at)} y={11} textAnchor="middle">
              {target.label}
            </text>
          </>
        )}
      </svg>
      <ul className={css["unseen"]}>
        {rows.map(({ id, label, at, interval }) => (
          <li key={id}>
            {at === undefined
              ? t("reportPage.nobodyOf", { label })
              : t("reportPage.ranged", { label, share: said(at), low: said(interval.low), high: said(interval.high) })}
          </li>
        ))}
      </ul>
    </div>
  );
};

const stepOf = (span: number): number => [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].find((step) => span / step <= 5) ?? 0.5;
