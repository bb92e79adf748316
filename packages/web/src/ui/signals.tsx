import { useTranslation } from "react-i18next";
import type { Signal } from "../api/leads.ts";
import { familyColour } from "./bands.ts";
import css from "./signals.module.css";
import { useFormat, useNow } from "./use-format.ts";
import { useSignalName, useTerm } from "./words.ts";

/** Why this score: each signal with the points it gave (dashed) and what is left of them (solid). */
export const Signals = ({ fit, signals, most }: { fit: number; signals: Signal[]; most?: number }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const nameOf = useSignalName();
  const format = useFormat();
  const now = useNow();
  const shown = signals.filter(({ id }) => id !== "fit");
  const rows = shown.slice(0, most);
  const rest = shown.slice(rows.length);
  const widest = Math.max(1, fit, ...shown.map(({ points }) => Math.abs(points)));
  const width = (points: number) => `${(Math.abs(points) / widest) * 100}%`;
  return (
    <div className={css["frame"]}>
      <table className={css["signals"]}>
        <caption className="mantine-visually-hidden" hidden>
          {t("score.why")}
        </caption>
        <tbody>
          {fit !== 0 && (
            <tr>
              <th scope="row">
                <span className={css["square"]} style={{ background: familyColour("fit") }} />
                {t("family.fit")}
              </th>
              <td className={css["when"]}>{t("score.noDecay")}</td>
              <td className={css["bar"]}>
                <Bar given={width(fit)} left={width(fit)} colour={familyColour("fit")} />
              </td>
              <td className={css["figure"]}>
                <b>{format.points(fit)}</b>
              </td>
            </tr>
          )}
          {rows.map(({ id, label, family = "", at, points, left }) => (
            <tr key={`${id}-${at}`}>
              <th scope="row">
                <span className={css["square"]} style={{ background: familyColour(family) }} />
                <span title={term("family", family)}>{nameOf(id, label)}</span>
              </th>
              <td className={css["when"]}>{format.day(at, now)}</td>
              <td className={css["bar"]}>
                <Bar given={width(points)} left={width(left)} colour={familyColour(family)} />
              </td>
              <td className={css["figure"]}>
                <span>{`${format.given(points)} → `}</span>
                <b>{format.points(left)}</b>
              </td>
            </tr>
          ))}
          {rest.length > 0 && (
            <tr className={css["rest"]}>
              <th scope="row">{t("score.others", { count: rest.length })}</th>
              <td />
              <td />
              <td className={css["figure"]}>{format.points(rest.reduce((sum, { left }) => sum + left, 0))}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
};

const Bar = ({ given, left, colour }: { given: string; left: string; colour: string }) => (
  <span className={css["track"]} style={{ color: colour }}>
    <span className={css["given"]} style={{ width: given }} />
    <span className={css["left"]} style={{ width: left }} />
  </span>
);
