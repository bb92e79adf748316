import { IconSettings } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../ui/may.ts";
import type { Command } from "./command.ts";

const sections = ["handoff", "calendar", "sending", "channels", "people", "keys", "audit", "self"] as const;
const admins: readonly string[] = ["people", "keys", "audit"];

/** Sections of the settings that people look for by name. */
export const useSettingsCommands = (): Command[] => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  return sections
    .filter((section) => !admins.includes(section) || may())
    .map((section) => ({
      id: `settings-${section}`,
      label: t(`commandSetting.${section}`),
      more: t("nav.settings"),
      icon: IconSettings,
      run: () => void navigate({ to: "/settings/{-$section}", params: { section } }),
    }));
};
