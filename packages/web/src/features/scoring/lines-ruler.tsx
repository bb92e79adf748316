import { type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Line, Lines } from "../../api/workspace.ts";
import { useFormat } from "../../ui/use-format.ts";
import { lineNames } from "./changes.ts";
import css from "./lines.module.css";

const bands = ["cold", "warm", "hot", "top"];

/** Three thumbs on one ruler; none passes another. By the arrows a point at a time, by Page up and down ten. */
export const LinesRuler = ({
  lines,
  was,
  set,
  below,
}: {
  lines: Lines;
  was: Lines;
  set: (line: Line, at: number) => void;
  /** Stands under each thumb. */
  below: (line: Line) => string;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const track = useRef<HTMLDivElement>(null);
  const end = Math.max(120, Math.ceil((Math.max(lines.sales, was.sales) * 1.2) / 10) * 10);
  const percent = (points: number) => `${(Math.max(0, Math.min(end, points)) / end) * 100}%`;
  const least: Record<Line, number> = { warm: 0, insideSales: lines.warm, sales: lines.insideSales };
  const most: Record<Line, number> = { warm: lines.insideSales, insideSales: lines.sales, sales: end };
  const move = (line: Line, to: number) => set(line, Math.round(Math.max(least[line], Math.min(most[line], to))));
  const drag = (line: Line) => (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || track.current === null) return;
    const { left, width } = track.current.getBoundingClientRect();
    move(line, ((event.clientX - left) / width) * end);
  };
  const marks = [0, lines.warm, lines.insideSales, lines.sales, end];
  return (
    <div className={css["ruler"]}>
      <div ref={track} className={css["track"]}>
        {bands.map((band, n) => (
          <span
            key={band}
            style={{
              left: percent(marks[n] ?? 0),
              right: `calc(100% - ${percent(marks[n + 1] ?? end)})`,
              background: `var(--rk-${band})`,
            }}
          />
        ))}
      </div>
      {lineNames.map((line) => (
        <div key={line} className={css["mark"]} style={{ left: percent(lines[line]) }}>
          <span className={css["at"]}>
            <b data-changed={was[line] === lines[line] ? undefined : true}>{format.count(lines[line])}</b>
            {was[line] !== lines[line] && <s>{format.count(was[line])}</s>}
          </span>
          {/* A native range takes one value, these three share one ruler. */}
          <button
            type="button"
            role="slider"
            className={css["thumb"]}
            aria-label={t(`line.${line}Line`)}
            aria-valuemin={least[line]}
            aria-valuemax={most[line]}
            aria-valuenow={lines[line]}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag(line)}
            onKeyDown={(event) => {
              const by = steps[event.key];
              const to = event.key === "Home" ? least[line] : event.key === "End" ? most[line] : undefined;
              if (by === undefined && to === undefined) return;
              event.preventDefault();
              move(line, to ?? lines[line] + (by ?? 0));
            }}
          />
          <span className={css["under"]}>
            {t(`line.${line}`)}
            <br />
            {below(line)}
          </span>
        </div>
      ))}
    </div>
  );
};

const steps: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};
