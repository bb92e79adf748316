import { Checkbox, NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import css from "./launch.module.css";

/** From so many people on they begin over days unless somebody says otherwise: a week's calls should not come in one morning. */
const MANY = 200;
const DAYS = 5;

/** People a business day, or null: all at once. */
export const usualPace = (people: number): number | null => (people < MANY ? null : paceOf(people));
const paceOf = (people: number): number => Math.max(10, Math.ceil(people / DAYS / 10) * 10);

/** Whether those who stand at the door begin at once or so many a day, and until when that takes. */
export const Spread = ({
  people,
  perDay,
  change,
}: {
  people: number;
  perDay: number | null;
  change: (perDay: number | null) => void;
}) => {
  const { t } = useTranslation();
  return (
    <div className={css["spread"]}>
      <Checkbox
        label={t("launch.spread")}
        description={
          perDay === null
            ? t("launch.atOnce", { count: people })
            : t("launch.spreadOver", { count: Math.ceil(people / perDay), perDay })
        }
        checked={perDay !== null}
        onChange={({ currentTarget }) => change(currentTarget.checked ? paceOf(people) : null)}
      />
      {perDay !== null && (
        <NumberInput
          aria-label={t("launch.perDay")}
          w={120}
          min={1}
          max={100_000}
          allowDecimal={false}
          suffix={t("launch.perDayUnit")}
          value={perDay}
          onChange={(value) => {
            const n = typeof value === "number" ? value : Number.parseInt(value, 10);
            if (n >= 1) change(n);
          }}
        />
      )}
    </div>
  );
};
