import type { ReactNode } from "react";
import css from "./panel.module.css";

/** One of the columns of an import: a title, what scrolls, and a foot that stays. */
export const Panel = ({
  title,
  aside,
  foot,
  children,
}: {
  title: string;
  aside?: ReactNode;
  foot: ReactNode;
  children: ReactNode;
}) => (
  <section className={css["panel"]}>
    <header className={css["head"]}>
      <h2>{title}</h2>
      {aside !== undefined && <span>{aside}</span>}
    </header>
    <div className={css["body"]}>{children}</div>
    <footer className={css["foot"]}>{foot}</footer>
  </section>
);
