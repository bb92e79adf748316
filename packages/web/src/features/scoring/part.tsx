import { Popover } from "@mantine/core";
import { type ReactNode, Suspense, useState } from "react";
import css from "./part.module.css";

/** A variable part of a sentence: underlined, and pressed to change it in a field of its own. `was`: what it said before, struck. */
export const Part = ({
  label,
  was,
  children,
  field,
  width = 260,
  quiet = false,
}: {
  /** Names what is changed, for those who only hear it. */
  label: string;
  was?: ReactNode | undefined;
  children: ReactNode;
  field: (close: () => void) => ReactNode;
  width?: number;
  quiet?: boolean;
}) => {
  const [open, setOpen] = useState(false);
  return (
    <span className={css["part"]}>
      <Popover
        opened={open}
        onChange={setOpen}
        width={width}
        position="bottom-start"
        shadow="md"
        withArrow
        trapFocus
        returnFocus
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>
          <button
            type="button"
            className={css["value"]}
            data-changed={was === undefined ? undefined : true}
            data-quiet={quiet || undefined}
            title={label}
            onClick={() => setOpen((is) => !is)}
          >
            {children}
          </button>
        </Popover.Target>
        <Popover.Dropdown
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing && event.target instanceof HTMLInputElement)
              setOpen(false);
          }}
        >
          <Suspense>{field(() => setOpen(false))}</Suspense>
        </Popover.Dropdown>
      </Popover>
      {was !== undefined && <s className={css["was"]}>{was}</s>}
    </span>
  );
};
