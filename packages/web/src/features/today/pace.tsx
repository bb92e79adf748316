import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/use-format.ts";
import css from "./goal-strip.module.css";

/** How far, and where the pace would be: the mark. */
export const Pace = ({
  target,
  actual,
  expected,
  tone,
}: {
  target: number;
  actual: number;
  expected: number;
  tone: "ok" | "warm";
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (n: number) => `${Math.min(100, target === 0 ? 100 : (n / target) * 100)}%`;
  return (
    <div
      className={css["pace"]}
      role="img"
      aria-label={t("goal.pace", { actual: format.count(actual), target, expected: format.given(expected) })}
    >
      <span className={css["done"]} data-tone={tone} style={{ width: share(actual) }} />
      <span className={css["mark"]} style={{ left: share(expected) }} />
    </div>
  );
};
