import type { ReactNode } from "react";
import css from "./card.module.css";

/** A titled box. `flush`: its content reaches the edges (tables, rows). */
export const Card = ({
  title,
  icon,
  aside,
  flush = false,
  children,
}: {
  title?: ReactNode;
  icon?: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) => (
  <section className={css["card"]} data-flush={flush || undefined}>
    {title !== undefined && (
      <header className={css["head"]}>
        {icon}
        <h2 className={css["title"]}>{title}</h2>
        {aside !== undefined && <div className={css["aside"]}>{aside}</div>}
      </header>
    )}
    {children}
  </section>
);
