import { IconFlame, IconInbox, IconRoute, IconSun, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Where one can go. `key` = the letter after G. */
export const usePlaces = () => {
  const { t } = useTranslation();
  return [
    { to: "/", key: "T", label: t("nav.today"), icon: IconSun },
    { to: "/hot-leads", key: "H", label: t("nav.hotLeads"), icon: IconFlame },
    { to: "/leads", key: "L", label: t("nav.leads"), icon: IconUsers },
    { to: "/workflows", key: "W", label: t("nav.workflows"), icon: IconRoute },
    { to: "/outbox", key: "M", label: t("nav.outbox"), icon: IconInbox },
  ] as const;
};
