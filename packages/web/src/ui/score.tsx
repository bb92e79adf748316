import type { Lines } from "../api/workspace.ts";
import { defaultLines } from "../api/workspace.ts";
import { bandOf, whole } from "./bands.ts";
import css from "./score.module.css";
import { useFormat } from "./use-format.ts";

/** The score with its place among the lines: a number in its band's colour over a small ruler. */
export const Score = ({ total, lines = defaultLines }: { total: number; lines?: Lines | undefined }) => {
  const format = useFormat();
  const band = bandOf(total, lines);
  const end = Math.max(lines.sales * 1.15, 1);
  const at = (points: number) => `${Math.min(100, (Math.max(0, points) / end) * 100)}%`;
  return (
    <span className={css["score"]} data-band={band}>
      <span className={css["number"]}>{format.count(whole(total, lines))}</span>
      <span className={css["track"]} aria-hidden="true">
        <span className={css["fill"]} style={{ width: at(total) }} />
        {[lines.warm, lines.insideSales].map((line) => (
          <span key={line} className={css["gap"]} style={{ left: at(line) }} />
        ))}
        <span className={css["goal"]} style={{ left: at(lines.sales) }} />
      </span>
    </span>
  );
};

/** The bare number in its band's colour. */
export const ScoreNumber = ({ total, lines, size }: { total: number; lines?: Lines | undefined; size: number }) => {
  const format = useFormat();
  return (
    <b className={css["bare"]} data-band={bandOf(total, lines)} style={{ fontSize: size }}>
      {format.count(whole(total, lines))}
    </b>
  );
};
