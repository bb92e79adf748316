import { NumberInput } from "@mantine/core";

/** A number in a popover; it is taken while it is typed, so that the effects follow. */
export const NumberField = ({
  label,
  value,
  change,
  min,
  max,
  step = 1,
  suffix,
  description,
}: {
  label: string;
  value: number | undefined;
  change: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number;
  suffix?: string;
  description?: string;
}) => (
  <NumberInput
    label={label}
    value={value ?? ""}
    step={step}
    data-autofocus
    autoFocus
    selectAllOnFocus
    clampBehavior="blur"
    decimalScale={1}
    {...(min === undefined ? {} : { min })}
    {...(max === undefined ? {} : { max })}
    {...(suffix === undefined ? {} : { suffix })}
    {...(description === undefined ? {} : { description })}
    onChange={(next) => change(typeof next === "number" ? next : undefined)}
  />
);
