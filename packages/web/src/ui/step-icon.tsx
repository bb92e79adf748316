import {
  IconArrowsShuffle,
  IconArrowsSplit2,
  IconBell,
  IconClockHour4,
  IconDoorExit,
  IconFlag,
  IconFlame,
  IconHourglass,
  IconLogin2,
  IconLogout2,
  IconMail,
  IconTag,
  IconUserShare,
  IconWebhook,
} from "@tabler/icons-react";
import type { StepKind } from "../api/definition.ts";

/** Mark and colour of each kind of step. */
export const stepIcons: Record<StepKind, { icon: typeof IconMail; colour: string }> = {
  email: { icon: IconMail, colour: "var(--rk-family-mail)" },
  wait: { icon: IconClockHour4, colour: "var(--rk-cold-ink)" },
  waitUntil: { icon: IconHourglass, colour: "var(--rk-cold-ink)" },
  branch: { icon: IconArrowsSplit2, colour: "var(--rk-cold-ink)" },
  split: { icon: IconArrowsShuffle, colour: "var(--rk-cold-ink)" },
  score: { icon: IconFlame, colour: "var(--rk-hot)" },
  update: { icon: IconTag, colour: "var(--rk-cold-ink)" },
  notify: { icon: IconBell, colour: "var(--rk-family-content)" },
  webhook: { icon: IconWebhook, colour: "var(--rk-cold-ink)" },
  handOff: { icon: IconUserShare, colour: "var(--rk-hot)" },
  enrol: { icon: IconLogin2, colour: "var(--rk-ai)" },
  leave: { icon: IconLogout2, colour: "var(--rk-cold-ink)" },
  goal: { icon: IconFlag, colour: "var(--rk-family-event)" },
  exit: { icon: IconDoorExit, colour: "var(--rk-cold-ink)" },
};
