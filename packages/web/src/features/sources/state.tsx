import { IconAlertTriangle, IconClockPause, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Source } from "../../api/sources.ts";
import { DAY } from "../../ui/format.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";

/** Does it bring people: yes, not yet, or not any more. */
export const State = ({ source }: { source: Pick<Source, "lastAt" | "quiet" | "counts"> }) => {
  const { t } = useTranslation();
  const now = useNow();
  if (source.quiet !== undefined)
    return (
      <Pill tone="warm" icon={<IconAlertTriangle size={13} />}>
        {t("sources.quiet", { count: source.quiet.businessDays })}
      </Pill>
    );
  const { days7 } = source.counts;
  if (days7.refused > 0 && days7.done + days7.waiting === 0)
    return (
      <Pill tone="danger" icon={<IconX size={13} />}>
        {t("sources.failing")}
      </Pill>
    );
  if (source.lastAt === undefined)
    return (
      <Pill icon={<IconClockPause size={13} />} tone="cold">
        {t("sources.never")}
      </Pill>
    );
  if (now - Date.parse(source.lastAt) > 30 * DAY)
    return (
      <Pill icon={<IconClockPause size={13} />} tone="cold">
        {t("sources.longAgo")}
      </Pill>
    );
  return (
    <Pill tone="ok" dot>
      {t("sources.live")}
    </Pill>
  );
};

/** Per day where it is one or more, else per week of five business days. */
export const useUsual = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return (perDay: number | undefined): string => {
    if (perDay === undefined) return t("sources.noRhythm");
    return perDay >= 1
      ? t("sources.perDay", { n: format.given(perDay) })
      : t("sources.perWeek", { n: format.given(perDay * 5) });
  };
};
