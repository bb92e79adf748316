import { IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Need } from "../../api/today.ts";
import { DuePill } from "../../ui/due-pill.tsx";
import { instant } from "../../ui/format.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";

/** How long, how many, since when: the one figure of a need. */
export const NeedPill = ({ need }: { need: Need }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  switch (need.kind) {
    case "handOffsOver":
      return <DuePill handoff={{ dueAt: need.sinceAt }} />;
    case "handOffsSoon": {
      const minutes = need.first.dueAt === undefined ? 0 : Math.ceil((instant(need.first.dueAt) - now) / 60_000);
      return (
        <Pill tone="warm" icon={<IconClock />}>
          {t("today.soonest", { count: Math.max(0, minutes) })}
        </Pill>
      );
    }
    case "handOffsWaiting":
      return need.first.dueAt === undefined ? null : <DuePill handoff={{ dueAt: need.first.dueAt }} />;
    case "tasksDue":
      return <DuePill handoff={{ dueAt: need.first.dueAt }} />;
    case "bouncesRising":
    case "complaintsRising":
      return <Pill>{t("today.ofMails", { count: need.count, sent: format.count(need.sent) })}</Pill>;
    case "sourceQuiet":
      return <Pill>{t("today.businessDays", { count: need.businessDays })}</Pill>;
    case "workflowBroken":
      return <Pill>{t("today.places", { count: need.count })}</Pill>;
    case "mailsFailing":
    case "leadsParked":
      return <Pill>{t("today.people", { count: need.count })}</Pill>;
    case "jobFailed":
      return <Pill>{t("today.since", { at: format.moment(need.at, now) })}</Pill>;
    case "workflowPaused":
      return null;
    default:
      return need satisfies never;
  }
};
