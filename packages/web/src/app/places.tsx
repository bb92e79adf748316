import {
  type Icon,
  IconBriefcase,
  IconBuilding,
  IconDownload,
  IconFlame,
  IconGauge,
  IconInbox,
  IconMail,
  IconRoute,
  IconSettings,
  IconSpeakerphone,
  IconSun,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { clockQuery } from "../api/local.ts";
import { useMay } from "../ui/may.ts";

/**
 * Where one can go. `key` = the letter after G; `thumb`: a tab on phones, else behind the last one; `foot`: at the foot of the
 * navigation; `shown`: false for who has no business there.
 */
type Place = {
  to: NonNullable<LinkProps["to"]>;
  key: string;
  label: string;
  icon: Icon;
  thumb?: boolean;
  foot?: boolean;
  shown?: boolean;
};

/** In the order of the navigation. */
export const usePlaces = (): Place[] => {
  const { t } = useTranslation();
  const isLocal = (useQuery(clockQuery).data ?? null) !== null;
  const isMarketer = useMay()("marketer");
  const places: Place[] = [
    { to: "/", key: "T", label: t("nav.today"), icon: IconSun, thumb: true },
    { to: "/hot-leads", key: "H", label: t("nav.hotLeads"), icon: IconFlame, thumb: true },
    { to: "/leads", key: "L", label: t("nav.leads"), icon: IconUsers, thumb: true },
    { to: "/workflows", key: "W", label: t("nav.workflows"), icon: IconRoute, thumb: true },
    { to: "/mails", key: "M", label: t("nav.mails"), icon: IconMail },
    { to: "/broadcasts", key: "B", label: t("nav.broadcasts"), icon: IconSpeakerphone },
    { to: "/scoring", key: "S", label: t("nav.scoring"), icon: IconGauge },
    { to: "/sources", key: "I", label: t("nav.sources"), icon: IconDownload, shown: isMarketer },
    { to: "/deals", key: "D", label: t("nav.deals"), icon: IconBriefcase },
    { to: "/companies", key: "C", label: t("nav.companies"), icon: IconBuilding },
    { to: "/outbox", key: "O", label: t("nav.outbox"), icon: IconInbox, foot: true, shown: isLocal },
    { to: "/settings/{-$section}", key: ",", label: t("nav.settings"), icon: IconSettings, foot: true },
  ];
  return places.filter(({ shown }) => shown !== false);
};
