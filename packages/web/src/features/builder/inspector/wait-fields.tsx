import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/definition.ts";
import { DurationField } from "../../../ui/condition/duration-field.tsx";
import { useStage } from "../stage.ts";
import { ChoiceField, NumberField, SuggestField, TextField } from "./fields.tsx";
import css from "./inspector.module.css";
import type { Setter } from "./step-fields.tsx";

type Wait = Extract<Step, { kind: "wait" }>;
const ways = ["for", "businessDays", "weekday", "date"] as const;
type Way = (typeof ways)[number];

/** How long: a length of time, business days, to the next such day, or to a date that the lead has. */
export const WaitFields = ({ step, wrong, set }: { step: Wait; wrong: (field: string) => boolean; set: Setter }) => {
  const { t } = useTranslation();
  const { vocabulary } = useStage();
  const way = wayOf(step);
  const { id, label } = step;
  const bare: Wait = { kind: "wait", ...(id === undefined ? {} : { id }), ...(label === undefined ? {} : { label }) };
  const until = step.until ?? {};
  return (
    <>
      <ChoiceField
        label={t("inspect.waitWhat")}
        value={way}
        choices={ways.map((value) => ({ value, label: t(`waitWay.${value}`) }))}
        change={(next) => set({ ...bare, ...starts[ways.find((one) => one === next) ?? "for"] })}
      />
      {way === "for" && (
        <DurationField
          label={t("inspect.span")}
          required
          value={step.for ?? ""}
          error={wrong("for")}
          change={(span) => set({ ...bare, for: span }, "for")}
        />
      )}
      {way === "businessDays" && (
        <NumberField
          label={t("inspect.businessDays")}
          min={1}
          max={250}
          value={step.businessDays}
          error={wrong("businessDays")}
          change={(days) => set({ ...bare, businessDays: days ?? 1 }, "businessDays")}
        />
      )}
      {way === "weekday" && (
        <div className={css["pair"]}>
          <ChoiceField
            label={t("inspect.weekday")}
            value={until.weekday ?? ""}
            choices={[
              { value: "", label: t("inspect.anyDay") },
              ...["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => ({
                value: day,
                label: t(`weekday.${day}`),
              })),
            ]}
            change={(day) =>
              set({ ...bare, until: { ...(day === "" ? {} : { weekday: day }), at: until.at ?? "10:00" } })
            }
          />
          <TimeField value={until.at ?? "10:00"} change={(at) => set({ ...bare, until: { ...until, at } }, "at")} />
        </div>
      )}
      {way === "date" && (
        <>
          <SuggestField
            label={t("inspect.dateField")}
            value={until.field ?? ""}
            error={wrong("until")}
            known={[
              "createdAt",
              "engagedAt",
              "deal.closedAt",
              ...(vocabulary?.fields ?? []).flatMap(({ field }) => (field.startsWith("attributes.") ? [field] : [])),
            ]}
            change={(field) => set({ ...bare, until: { ...until, field } }, "field")}
          />
          <TextField
            label={t("inspect.offset")}
            value={until.offset ?? ""}
            placeholder="-P7D"
            hint={t("inspect.offsetHint")}
            change={(offset) => {
              const { offset: _, ...rest } = until;
              set({ ...bare, until: offset === "" ? rest : { ...rest, offset } }, "offset");
            }}
          />
          <TimeField value={until.at ?? ""} change={(at) => set({ ...bare, until: { ...until, at } }, "at")} />
        </>
      )}
    </>
  );
};

export const TimeField = ({
  value,
  change,
  label,
}: {
  value: string;
  change: (at: string) => void;
  label?: string;
}) => {
  const { t } = useTranslation();
  return <TextField label={label ?? t("inspect.time")} value={value} placeholder="10:00" change={change} />;
};

const wayOf = ({ businessDays, until }: Wait): Way => {
  if (businessDays !== undefined) return "businessDays";
  if (until === undefined) return "for";
  return until.field === undefined ? "weekday" : "date";
};
const starts: Record<Way, Pick<Wait, "for" | "businessDays" | "until">> = {
  for: { for: "P3D" },
  businessDays: { businessDays: 3 },
  weekday: { until: { weekday: "tue", at: "10:00" } },
  date: { until: { field: "", at: "10:00" } },
};
