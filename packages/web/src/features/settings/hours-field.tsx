import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import css from "./settings.module.css";

type Hours = { from: string; to: string };

/** From a time of day to another; over midnight where the second is earlier. */
export const HoursField = ({
  value,
  change,
  error,
}: {
  value: Hours;
  change: (hours: Hours) => void;
  error?: string | undefined;
}) => {
  const { t } = useTranslation();
  return (
    <div className={css["hours"]}>
      <TextInput
        type="time"
        label={t("settings.from")}
        value={value.from}
        error={error}
        onChange={({ currentTarget }) => change({ ...value, from: currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="time"
        label={t("settings.to")}
        value={value.to}
        error={error !== undefined}
        onChange={({ currentTarget }) => change({ ...value, to: currentTarget.value })}
      />
    </div>
  );
};
