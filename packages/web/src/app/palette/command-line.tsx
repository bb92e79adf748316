import { UnstyledButton } from "@mantine/core";
import { useEffect, useRef } from "react";
import { Keycap } from "../../ui/keycap.tsx";
import type { Command } from "./command.ts";
import css from "./palette.module.css";

export const CommandLine = ({
  command: { label, more, cap, icon: Icon },
  run,
  place,
  selected,
}: {
  command: Command;
  run: () => void;
  place: number;
  selected: boolean;
}) => {
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    <UnstyledButton
      ref={line}
      tabIndex={-1}
      id={`command-${place}`}
      role="option"
      aria-selected={selected}
      data-selected={selected || undefined}
      className={css["action"] ?? ""}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <Icon size={18} stroke={1.7} aria-hidden="true" />
      <span className={css["label"]}>
        <b>{label}</b>
        {more !== undefined && more !== "" && <small>{more}</small>}
      </span>
      <span className={css["keys"]}>
        {cap?.split(" ").map((key) => (
          <Keycap key={key}>{key}</Keycap>
        ))}
        {selected && cap === undefined && <Keycap>⏎</Keycap>}
      </span>
    </UnstyledButton>
  );
};
