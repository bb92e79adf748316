import { useTranslation } from "react-i18next";
import { defaultLines, type Lines } from "../api/workspace.ts";
import { familyColour, inOrder } from "./bands.ts";
import css from "./ruler.module.css";
import { useFormat } from "./use-format.ts";
import { useTerm } from "./words.ts";

/**
 * The score as a stack of families against the lines. `families` = name → points now, fit included; `added` = points that
 * saving would add, hatched. Negative families are left out of the stack and named in the text for screen readers.
 */
export const Ruler = ({
  families,
  lines = defaultLines,
  added = 0,
}: {
  families: Record<string, number>;
  lines?: Lines | undefined;
  added?: number;
}) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const names = inOrder(Object.keys(families)).filter((name) => (families[name] ?? 0) !== 0);
  const total = names.reduce((sum, name) => sum + (families[name] ?? 0), 0);
  const end = Math.max(lines.sales * 1.2, (total + Math.max(0, added)) * 1.05);
  const percent = (points: number) => `${(Math.max(0, points) / end) * 100}%`;
  const spoken = names.map((name) => `${term("family", name)} ${format.points(families[name] ?? 0)}`).join(", ");
  const marks = [
    { line: "warm", at: lines.warm },
    { line: "insideSales", at: lines.insideSales },
    { line: "sales", at: lines.sales },
  ] as const;
  return (
    <div className={css["ruler"]} role="img" aria-label={`${t("score.title")} ${format.points(total)}: ${spoken}`}>
      <div className={css["stack"]}>
        {names.map((name) => (
          <span
            key={name}
            className={css["part"]}
            style={{ width: percent(families[name] ?? 0), background: familyColour(name) }}
          />
        ))}
        {added > 0 && <span className={css["added"]} style={{ width: percent(added) }} />}
      </div>
      {marks.map(({ line, at }) => (
        <span key={line} className={css["mark"]} style={{ left: percent(at) }}>
          <span className={css["tick"]} />
          <span className={css["label"]}>{`${t(`line.${line}`)} ${format.count(at)}`}</span>
        </span>
      ))}
    </div>
  );
};
