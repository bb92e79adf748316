import { useQuery } from "@tanstack/react-query";
import type { Source } from "../../api/sources.ts";
import { meQuery } from "../../api/workspace.ts";
import { DAY } from "../../ui/format.ts";
import { useNow } from "../../ui/use-format.ts";
import css from "./spark.module.css";

/** Deliveries of the last 30 days, a bar each; what was refused stands out. The figures stand beside it. */
export const Spark = ({ days }: { days: Source["days"] }) => {
  const now = Math.floor(useNow() / DAY) * DAY;
  const zone = useQuery({ ...meQuery, select: ({ timeZone }) => timeZone }).data ?? "Asia/Tokyo";
  const name = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const known = new Map(days.map((day) => [day.day, day]));
  const shown = Array.from({ length: 30 }, (_, i) => name.format(now - (29 - i) * DAY)).map((day) => ({
    day,
    received: known.get(day)?.received ?? 0,
    refused: known.get(day)?.refused ?? 0,
  }));
  const most = Math.max(1, ...shown.map(({ received }) => received));
  return (
    <span className={css["spark"]} aria-hidden="true">
      {shown.map(({ day, received, refused }) => (
        <span
          key={day}
          className={css["bar"]}
          data-refused={refused > 0 || undefined}
          data-none={received === 0 || undefined}
          style={{ height: `${received === 0 ? 6 : 14 + (86 * received) / most}%` }}
        />
      ))}
    </span>
  );
};
