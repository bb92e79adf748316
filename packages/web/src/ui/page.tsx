import type { ReactNode } from "react";
import css from "./page.module.css";

/** A page with its bar: title, facts, and on the right what can be done. */
export const Page = ({
  title,
  facts,
  actions,
  before,
  children,
}: {
  title: ReactNode;
  facts?: ReactNode;
  actions?: ReactNode;
  before?: ReactNode;
  children: ReactNode;
}) => (
  <div className={css["page"]}>
    <header className={css["bar"]}>
      {before}
      <h1 className={css["title"]}>{title}</h1>
      <div className={css["facts"]}>{facts}</div>
      <div className={css["actions"]}>{actions}</div>
    </header>
    <div className={css["body"]}>{children}</div>
  </div>
);
