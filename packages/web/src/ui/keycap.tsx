import css from "./keycap.module.css";

/** The key that does the same; hidden where there is no keyboard. Read out by the help, not by each button. */
export const Keycap = ({ children }: { children: string }) => (
  <span className={css["key"]} aria-hidden="true">
    {children}
  </span>
);
