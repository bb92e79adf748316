import { Chip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Weekday, weekdays } from "../../api/settings.ts";
import css from "./settings.module.css";

/** Days of the week, Monday first. */
export const DaysField = ({
  label,
  value,
  change,
  error,
  disabled = false,
}: {
  label: string;
  value: Weekday[];
  change: (days: Weekday[]) => void;
  error?: string | undefined;
  disabled?: boolean;
}) => {
  const { t } = useTranslation();
  return (
    <fieldset className={css["days"]} disabled={disabled}>
      <legend>{label}</legend>
      <Chip.Group multiple value={value} onChange={(days) => change(weekdays.filter((day) => days.includes(day)))}>
        {weekdays.map((day) => (
          <Chip key={day} value={day} size="sm" radius="md" variant="light" disabled={disabled}>
            {t(`weekday.${day}`)}
          </Chip>
        ))}
      </Chip.Group>
      {error !== undefined && <p className={css["error"]}>{error}</p>}
    </fieldset>
  );
};
