import { IconBolt } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useBindings } from "../../ui/keys.tsx";
import { type Command, fits, type Group } from "./command.ts";
import { useFound } from "./use-found.ts";
import { usePlacesCommands } from "./use-places-commands.ts";

/** All that can be done from here, most particular first: what was found, the acts of the page, the pages. */
export const useCommands = (typed: string): { groups: Group[]; busy: boolean; failed: boolean } => {
  const { t } = useTranslation();
  const places = usePlacesCommands();
  const found = useFound(typed.trim());
  const acts: Command[] = useBindings()
    .filter(
      ({ everywhere, quiet, layer, when }) =>
        everywhere !== true && quiet !== true && layer !== true && (when?.() ?? true),
    )
    .map(({ code, cap, label, run }) => ({ id: `act-${code}`, label, cap, icon: IconBolt, run }));
  const group = (id: string, label: string, commands: Command[]): Group[] => {
    const fitting = commands.filter((command) => fits(command, typed.trim()));
    return fitting.length === 0 ? [] : [{ id, label, commands: fitting }];
  };
  return {
    ...found,
    groups: [...found.groups, ...group("acts", t("command.acts"), acts), ...group("go", t("command.go"), places)],
  };
};
