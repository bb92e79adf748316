import { Loader } from "@mantine/core";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../../ui/key-match.ts";
import type { Command } from "./command.ts";
import { CommandLine } from "./command-line.tsx";
import css from "./palette.module.css";
import { useCommands } from "./use-commands.ts";

/** The field and what fits it. The first line is taken by Enter; typing begins at the first one again. */
export const Commands = ({ typed, listId, close }: { typed: string; listId: string; close: () => void }) => {
  const { t } = useTranslation();
  const { groups, busy, failed } = useCommands(typed);
  const flat = groups.flatMap(({ commands }) => commands);
  const [picked, pick] = useState({ id: "", typed: "" });
  const found = picked.typed === typed ? flat.findIndex(({ id }) => id === picked.id) : -1;
  const selected = Math.max(found, 0);
  const to = (step: number) => pick({ id: flat[(selected + step + flat.length) % flat.length]?.id ?? "", typed });
  const take = (command: Command | undefined) => {
    close();
    command?.run();
  };
  const press = (event: KeyboardEvent) => {
    const act = acts(event);
    if (act === undefined) return;
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    if (act === "write") return;
    event.preventDefault();
    if (act === "close") return close();
    if (act === "down") return to(1);
    if (act === "up") return to(-1);
    take(flat[selected]);
  };
  return (
    <>
      <Spotlight.Search
        aria-label={t("command.title")}
        placeholder={t("command.placeholder")}
        role="combobox"
        aria-expanded={flat.length > 0}
        aria-controls={listId}
        aria-activedescendant={flat.length === 0 ? undefined : `command-${selected}`}
        aria-autocomplete="list"
        leftSection={<IconSearch size={18} stroke={1.7} />}
        rightSection={busy ? <Loader size={16} /> : undefined}
        onKeyDownCapture={press}
      />
      {flat.length === 0 && !busy && (
        <Spotlight.Empty role="status">{t(failed ? "command.failed" : "command.nothing")}</Spotlight.Empty>
      )}
      <Spotlight.ActionsList
        role="listbox"
        aria-label={t("command.title")}
        className={flat.length === 0 ? css["none"] : undefined}
      >
        {groups.map(({ id, label, commands }) => (
          <Spotlight.ActionsGroup key={id} label={label} role="group" aria-label={label}>
            {commands.map((command) => {
              const place = flat.indexOf(command);
              return (
                <CommandLine
                  key={command.id}
                  command={command}
                  run={() => take(command)}
                  place={place}
                  selected={place === selected}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </>
  );
};

/** What a key is for. `write`: Japanese input has it, also where its last key comes after the conversion (Safari). */
const acts = ({ nativeEvent }: KeyboardEvent): "write" | "up" | "down" | "run" | "close" | undefined => {
  if (isComposing(nativeEvent)) return "write";
  switch (nativeEvent.code) {
    case "ArrowDown":
      return "down";
    case "ArrowUp":
      return "up";
    case "Enter":
    case "NumpadEnter":
      return "run";
    case "Escape":
      return "close";
    default:
      return undefined;
  }
};
