import { type Icon, IconFlame, IconInbox, IconRoute, IconSun, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { clockQuery } from "../api/local.ts";

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
  const places: Place[] = [
    { to: "/", key: "T", label: t("nav.today"), icon: IconSun, thumb: true },
    { to: "/hot-leads", key: "H", label: t("nav.hotLeads"), icon: IconFlame, thumb: true },
    { to: "/leads", key: "L", label: t("nav.leads"), icon: IconUsers, thumb: true },
    { to: "/workflows", key: "W", label: t("nav.workflows"), icon: IconRoute, thumb: true },
    { to: "/outbox", key: "O", label: t("nav.outbox"), icon: IconInbox, foot: true, shown: isLocal },
  ];
  return places.filter(({ shown }) => shown !== false);
};
