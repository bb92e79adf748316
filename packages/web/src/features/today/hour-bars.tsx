import { useTranslation } from "react-i18next";
import { instant } from "../../ui/format.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./mail-today.module.css";

/** Solid: sent. Pale: may still go. The dashed line is now. A list behind them says the same. */
export const HourBars = ({ sent, planned }: { sent: Record<string, number>; planned: { at: string; n: number }[] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const gone = new Map(Object.entries(sent).map(([hour, n]) => [Number(hour), n]));
  const ahead = new Map<number, number>();
  for (const { at, n } of planned) {
    const hour = format.hourOf(instant(at));
    ahead.set(hour, (ahead.get(hour) ?? 0) + n);
  }
  const known = [...gone.keys(), ...ahead.keys(), 9, 17];
  const first = Math.min(...known);
  const hours = Array.from({ length: Math.max(...known) - first + 1 }, (_, i) => first + i);
  const total = (hour: number) => (gone.get(hour) ?? 0) + (ahead.get(hour) ?? 0);
  const most = Math.max(1, ...hours.map(total));
  const high = (n: number) => (n === 0 ? 0 : Math.max(2, (n / most) * 44));
  const minute = ((now / 60_000) % 60) / 60;
  return (
    <ol className={css["bars"]} aria-label={t("today.byHour")}>
      {hours.map((hour, i) => (
        <li
          key={hour}
          title={t("today.hour", {
            hour,
            sent: format.count(gone.get(hour) ?? 0),
            ahead: format.count(ahead.get(hour) ?? 0),
          })}
        >
          <i data-ahead style={{ height: high(ahead.get(hour) ?? 0) }} />
          <i style={{ height: high(gone.get(hour) ?? 0) }} />
          {hour === format.hourOf(now) && <span className={css["now"]} style={{ left: `${minute * 100}%` }} />}
          <span className={css["label"]} data-rare={i % 2 === 1 && hours.length > 12 ? true : undefined}>
            {hour}
          </span>
        </li>
      ))}
    </ol>
  );
};
