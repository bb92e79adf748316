import type { ReactNode } from "react";
import { useFormat } from "../../ui/use-format.ts";
import css from "./sum.module.css";

export type SumRow = {
  id: string;
  n: number;
  depth: 0 | 1 | 2;
  kind?: "won" | "refused" | "result";
  icon?: ReactNode;
  text: ReactNode;
};

/** Where every row of the file ends up: what is indented is part of what stands above it. */
export const Sum = ({ rows }: { rows: SumRow[] }) => {
  const format = useFormat();
  return (
    <ul className={css["sum"]}>
      {rows.map(({ id, n, depth, kind, icon, text }) => (
        <li key={id} data-depth={depth} data-kind={kind}>
          <b>{format.count(n)}</b>
          {icon}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
};
