import { IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../ui/may.ts";
import { usePlaces } from "../places.tsx";
import type { Command } from "./command.ts";
import { useSettingsCommands } from "./use-settings-commands.ts";

/** Pages to go to, with other words for them, and what begins something new. */
export const usePlacesCommands = (): Command[] => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const places = usePlaces();
  const may = useMay();
  const settings = useSettingsCommands();
  const begin: Command[] = may("marketer")
    ? [
        {
          id: "new-workflow",
          label: t("command.newWorkflow"),
          words: t("command.newWorkflowWords"),
          icon: IconPlus,
          run: () => void navigate({ to: "/workflows/new" }),
        },
      ]
    : [];
  return [
    ...places.map(({ to, key, label, icon }) => {
      const alias = `commandWords.${String(to).split("/")[1] || "today"}`;
      return {
        id: `go-${to}`,
        label,
        words: i18n.exists(alias) ? t(alias) : "",
        cap: `G ${key}`,
        icon,
        run: () => void navigate({ to }),
      };
    }),
    ...begin,
    ...settings,
  ];
};
