import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import css from "./condition.module.css";

const fault = (error: boolean | undefined) => (error === true ? { error: true } : {});
const units = { M: "minutes", H: "hours", D: "days", W: "weeks", MO: "months" } as const;
type Unit = keyof typeof units;

/** `P14D` as a number and a unit. What is written in another way is shown as it is. */
export const DurationField = ({
  label,
  value,
  change,
  error,
  required = false,
}: {
  label: string;
  value: string;
  change: (value: string) => void;
  error?: boolean;
  required?: boolean;
}) => {
  const { t } = useTranslation();
  const read = readDuration(value);
  if (read === undefined)
    return (
      <TextInput
        label={label}
        value={value}
        {...fault(error)}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    );
  const write = (count: number | undefined, unit: Unit) =>
    change(count === undefined ? "" : writeDuration(count, unit));
  return (
    <div className={css["pair"]}>
      <NumberInput
        label={label}
        required={required}
        min={1}
        max={3660}
        allowDecimal={false}
        allowNegative={false}
        value={read.count ?? ""}
        placeholder={t("builder.eg")}
        {...fault(error)}
        onChange={(next) => write(typeof next === "number" ? next : undefined, read.unit)}
      />
      <NativeSelect
        aria-label={t("builder.unit")}
        value={read.unit}
        data={Object.entries(units).map(([unit, name]) => ({ value: unit, label: t(`units.${name}`) }))}
        onChange={({ currentTarget }) => {
          const unit = unitOf(currentTarget.value);
          if (read.count !== undefined && unit !== undefined) write(read.count, unit);
        }}
      />
    </div>
  );
};

const unitOf = (text: string): Unit | undefined =>
  text === "M" || text === "H" || text === "D" || text === "W" || text === "MO" ? text : undefined;

const readDuration = (value: string): { count?: number; unit: Unit } | undefined => {
  if (value === "") return { unit: "D" };
  const [, calendar, date, clock, time] = /^P(?:(\d+)([DWM])|T(\d+)([HM]))$/.exec(value) ?? [];
  if (calendar !== undefined) return { count: Number(calendar), unit: date === "M" ? "MO" : date === "W" ? "W" : "D" };
  return clock === undefined ? undefined : { count: Number(clock), unit: time === "H" ? "H" : "M" };
};
const writeDuration = (count: number, unit: Unit): string =>
  unit === "H" || unit === "M" ? `PT${count}${unit}` : `P${count}${unit === "MO" ? "M" : unit}`;
