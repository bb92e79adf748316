import { IconCalendarClock, IconCheck, IconPencil, IconPlayerStop, IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BroadcastState } from "../../api/broadcasts.ts";
import { Pill, type Tone } from "../../ui/pill.tsx";

const looks: Record<BroadcastState, { tone: Tone; icon: typeof IconSend }> = {
  draft: { tone: "plain", icon: IconPencil },
  scheduled: { tone: "ai", icon: IconCalendarClock },
  sending: { tone: "warm", icon: IconSend },
  stopped: { tone: "danger", icon: IconPlayerStop },
  done: { tone: "ok", icon: IconCheck },
};

export const StatePill = ({ state }: { state: BroadcastState }) => {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[state];
  return (
    <Pill tone={tone} icon={<Icon />}>
      {t(`broadcastState.${state}`)}
    </Pill>
  );
};
