import type { ReactNode } from "react";
import css from "./pill.module.css";

export type Tone = "plain" | "ai" | "ok" | "warm" | "hot" | "top" | "danger" | "solid-danger" | "cold";

/** A fact in a few words. Colour is never alone: give it an icon or say it. */
export const Pill = ({
  tone = "plain",
  icon,
  title,
  dot = false,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  dot?: boolean;
  children: ReactNode;
}) => (
  <span className={css["pill"]} data-tone={tone} title={title}>
    {dot && <span className={css["dot"]} />}
    {icon}
    <span>{children}</span>
  </span>
);
