import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../api/handoffs.ts";
import { isStuck } from "./due.ts";
import { DAY, HOUR, instant } from "./format.ts";
import { Pill } from "./pill.tsx";
import { useFormat, useNow } from "./use-format.ts";

/** When an answer is due: relative within the hour, then absolute; both on hover. Nothing where there is no time. */
export const DuePill = ({ handoff }: { handoff: Pick<Handoff, "dueAt" | "level"> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const due = useDue();
  if (isStuck(handoff))
    return (
      <Pill tone="solid-danger" icon={<IconAlertTriangle />}>
        {t("due.stuck")}
      </Pill>
    );
  const { dueAt } = handoff;
  if (dueAt === undefined) return null;
  const left = instant(dueAt) - now;
  const title = format.moment(dueAt, now);
  if (left < 0)
    return (
      <Pill tone="solid-danger" icon={<IconAlertTriangle />} title={title}>
        {due(dueAt, now)}
      </Pill>
    );
  return (
    <Pill tone={left <= HOUR ? "warm" : "plain"} icon={<IconClock />} title={title}>
      {due(dueAt, now)}
    </Pill>
  );
};

/** A deadline in words. */
const useDue = () => {
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
