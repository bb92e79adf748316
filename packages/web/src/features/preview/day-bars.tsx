import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/use-format.ts";
import css from "./day-bars.module.css";

/** One day: what this workflow adds, on top of what everything else is about. */
export type Bar = { at: number; label: string; own: number; others: number; off: boolean };

const box = { top: 22, right: 8, bottom: 22, left: 46 };

/** Bars per day, others grey, this one coloured, the limit dashed, days off shaded. A table behind it says the same. */
export const DayBars = ({
  bars,
  colour,
  limit,
  limitText,
  height,
  title,
  cursor,
  setCursor,
}: {
  bars: Bar[];
  colour: string;
  limit: number;
  limitText: string;
  height: number;
  title: string;
  cursor: number | undefined;
  setCursor: (day: number | undefined) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { ref, width } = useElementSize();
  const most = Math.max(1, ...bars.map(({ own, others }) => own + others));
  // A limit far above everything says itself in words; as a line it would flatten the bars.
  const drawn = limit > 0 && limit <= most * 3;
  const top = nice(Math.max(most, drawn ? limit : 0) * 1.08);
  const right = Math.max(320, width) - box.right;
  const bottom = height - box.bottom;
  const slot = (right - box.left) / Math.max(1, bars.length);
  const y = (value: number) => bottom - (value / top) * (bottom - box.top);
  const every = Math.max(1, Math.ceil((bars.length * 64) / Math.max(1, right - box.left)));
  return (
    <div ref={ref} className={css["chart"]}>
      <svg width="100%" height={height} role="img" aria-label={title}>
        {bars.map(({ at, off }, n) => {
          const x = box.left + n * slot;
          return (
            <g key={at}>
              {off && <rect className={css["off"]} x={x} y={box.top - 6} width={slot} height={bottom - box.top + 12} />}
              {n === cursor && (
                <rect className={css["cursor"]} x={x} y={box.top - 6} width={slot} height={bottom - box.top + 6} />
              )}
            </g>
          );
        })}
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line className={css["grid"]} x1={box.left} x2={right} y1={y(value)} y2={y(value)} />
            <text className={css["axis"]} x={box.left - 6} y={y(value) + 4} textAnchor="end">
              {format.count(value)}
            </text>
          </g>
        ))}
        {bars.map(({ at, label, own, others }, n) => {
          const x = box.left + n * slot + slot * 0.12;
          const wide = Math.max(1, slot * 0.76);
          const under = Math.min(own + others, limit > 0 ? limit : Number.POSITIVE_INFINITY);
          const over = own + others - under;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way to what the keys and the table say
            <g key={at} onMouseEnter={() => setCursor(n)} onMouseLeave={() => setCursor(undefined)}>
              <rect x={box.left + n * slot} y={box.top} width={slot} height={bottom - box.top} fill="transparent" />
              <rect className={css["others"]} x={x} y={y(others)} width={wide} height={bottom - y(others)} />
              {under > others && <rect x={x} y={y(under)} width={wide} height={y(others) - y(under)} fill={colour} />}
              {over > 0 && (
                <>
                  <rect
                    className={css["over"]}
                    x={x}
                    y={y(own + others)}
                    width={wide}
                    height={y(under) - y(own + others)}
                  />
                  <text className={css["overText"]} x={x + wide / 2} y={y(own + others) - 4} textAnchor="middle">
                    {format.count(own + others)}
                  </text>
                </>
              )}
              {n % every === 0 && (
                <text className={css["axis"]} x={x + wide / 2} y={height - 6} textAnchor="middle">
                  {label}
                </text>
              )}
            </g>
          );
        })}
        {drawn && <line className={css["limit"]} x1={box.left} x2={right} y1={y(limit)} y2={y(limit)} />}
        <text className={css["limitText"]} x={right} y={drawn ? y(limit) - 5 : box.top - 8} textAnchor="end">
          {limitText}
        </text>
      </svg>
      <div className={css["table"]}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th>{t("preview.day")}</th>
              <th>{t("preview.own")}</th>
              <th>{t("preview.others")}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ at, label, own, others }) => (
              <tr key={at}>
                <td>{label}</td>
                <td>{own}</td>
                <td>{others}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};

/** A round number at or above, whose half is whole. */
const nice = (value: number): number => {
  if (value <= 10) return 2 * Math.ceil(value / 2);
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8].map((step) => step * power).find((step) => step >= value) ?? power * 10;
};
