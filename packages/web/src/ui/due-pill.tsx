import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { DAY, HOUR, instant } from "./format.ts";
import { Pill } from "./pill.tsx";
import { useFormat, useNow } from "./use-format.ts";

/** When an answer is due: relative within the hour, then absolute; both on hover. */
export const DuePill = ({ at }: { at: string }) => {
  const format = useFormat();
  const now = useNow();
  const text = useDue()(at, now);
  const left = instant(at) - now;
  const title = format.moment(at, now);
  if (left < 0)
    return (
      <Pill tone="solid-danger" icon={<IconAlertTriangle />} title={title}>
        {text}
      </Pill>
    );
  return (
    <Pill tone={left <= HOUR ? "warm" : "plain"} icon={<IconClock />} title={title}>
      {text}
    </Pill>
  );
};

/** A deadline in words. */
export const useDue = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return (at: string, now: number): string => {
    const left = instant(at) - now;
    const minutes = Math.floor(Math.abs(left) / 60_000);
    if (left < 0) {
      if (minutes < 60) return t("due.overMinutes", { count: minutes });
      if (minutes < 48 * 60) return t("due.overHours", { count: Math.floor(minutes / 60) });
      return t("due.overDays", { count: Math.floor(minutes / 1440) });
    }
    if (left <= HOUR) return t("due.left", { count: Math.ceil(left / 60_000) });
    if (format.dayKey(at) === format.dayKey(now)) return t("due.by", { at: format.time(at) });
    if (format.dayKey(at) === format.dayKey(now + DAY)) return t("due.tomorrow", { at: format.time(at) });
    return t("due.by", { at: format.moment(at, now) });
  };
};
