import { Button, Checkbox } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Trigger } from "../../../api/definition.ts";
import box from "../../../ui/box.module.css";
import { ConditionField } from "../../../ui/condition/condition-field.tsx";
import { DurationField } from "../../../ui/condition/duration-field.tsx";
import { useSay, useTerm } from "../../../ui/words.ts";
import { useStage } from "../stage.ts";
import { ChoiceField, SuggestField, TextField } from "./fields.tsx";
import css from "./inspector.module.css";
import type { Put } from "./start-fields.tsx";

const kinds = [
  "dealLost",
  "dormant",
  "form",
  "event",
  "list",
  "stage",
  "returned",
  "date",
  "condition",
  "manual",
] as const;
const starts: Record<string, Trigger> = {
  dealLost: { kind: "dealLost", reasons: ["price"], after: "P30D" },
  dormant: { kind: "dormant", for: "P90D" },
  form: { kind: "form", source: "brochure" },
  event: { kind: "event", name: "seminar.attended" },
  list: { kind: "list", list: "" },
  stage: { kind: "stage", is: "marketing" },
  returned: { kind: "returned", after: "P60D" },
  date: { kind: "date", field: "attributes.renewal", offset: "-P90D" },
  condition: { kind: "condition", when: { field: "score", gte: 40 } },
  manual: { kind: "manual" },
};
const lost = ["price", "competitor", "timing", "noDecision", "missingFeature", "noContact", "other"];
const returned = ["tooEarly", "wrongPerson", "noBudget", "competitor", "unreachable", "duplicate", "other"];

/** What brings people in. Any of them is enough. */
export const TriggerFields = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const { definition } = useStage();
  const triggers = definition.triggers ?? [];
  const set = (n: number, trigger: Trigger, mark?: string) =>
    put({ triggers: triggers.with(n, trigger) }, mark === undefined ? undefined : `trigger ${n} ${mark}`);
  return (
    <div className={box["group"]}>
      <h3>{t("rules.triggers")}</h3>
      {triggers.map((trigger, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: triggers have no names of their own
        <div key={n} className={box["box"]}>
          <div className={css["pair"]}>
            <ChoiceField
              label={t("start.trigger")}
              value={trigger.kind}
              choices={kinds.map((kind) => ({ value: kind, label: t(`triggerKind.${kind}`) }))}
              change={(kind) => set(n, starts[kind] ?? { kind })}
            />
            <Button
              className={css["fit"] ?? ""}
              variant="subtle"
              color="gray"
              onClick={() => put({ triggers: triggers.toSpliced(n, 1) })}
            >
              {t("cond.remove")}
            </Button>
          </div>
          <Fields trigger={trigger} set={(next, mark) => set(n, next, mark)} />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => put({ triggers: [...triggers, { kind: "manual" }] })}
      >
        {t("start.addTrigger")}
      </Button>
    </div>
  );
};

const Fields = ({ trigger, set }: { trigger: Trigger; set: (trigger: Trigger, mark?: string) => void }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const say = useSay();
  const { vocabulary } = useStage();
  const after = (
    <DurationField
      label={t("start.afterSpan")}
      value={trigger.after ?? ""}
      change={(value) => {
        const { after: _, ...rest } = trigger;
        set(value === "" ? rest : { ...rest, after: value }, "after");
      }}
    />
  );
  const reasons = (group: "lost" | "return", all: string[]) => (
    <Checkbox.Group
      label={t("start.reasons")}
      value={trigger.reasons ?? []}
      onChange={(chosen) => {
        const { reasons: _, ...rest } = trigger;
        set(chosen.length === 0 ? rest : { ...rest, reasons: chosen });
      }}
    >
      <div className={css["fixes"]}>
        {all.map((value) => (
          <Checkbox key={value} size="xs" value={value} label={term(group, value)} />
        ))}
      </div>
    </Checkbox.Group>
  );
  switch (trigger.kind) {
    case "dealLost":
      return (
        <>
          {reasons("lost", lost)}
          {after}
        </>
      );
    case "returned":
      return (
        <>
          {reasons("return", returned)}
          {after}
        </>
      );
    case "dormant":
      return (
        <DurationField
          label={t("start.silent")}
          value={trigger.for ?? ""}
          change={(span) => set({ ...trigger, for: span }, "for")}
        />
      );
    case "form":
      return (
        <SuggestField
          label={t("start.form")}
          value={trigger.source ?? ""}
          known={(vocabulary?.sources ?? []).map(({ id }) => id)}
          change={(source) => set({ ...trigger, source }, "source")}
        />
      );
    case "event":
      return (
        <SuggestField
          label={t("start.event")}
          value={trigger.name ?? ""}
          known={(vocabulary?.events ?? []).map(({ event }) => event)}
          change={(name) => set({ ...trigger, name }, "name")}
        />
      );
    case "list":
      return (
        <SuggestField
          label={t("start.list")}
          value={trigger.list ?? ""}
          known={(vocabulary?.lists ?? []).map(({ name }) => say(name))}
          change={(list) => set({ ...trigger, list }, "list")}
        />
      );
    case "stage":
      return (
        <ChoiceField
          label={t("field.stage")}
          value={trigger.is ?? "marketing"}
          choices={["marketing", "insideSales", "sales", "customer"].map((value) => ({
            value,
            label: t(`stage.${value}`),
          }))}
          change={(is) => set({ ...trigger, is })}
        />
      );
    case "date":
      return (
        <>
          <SuggestField
            label={t("inspect.dateField")}
            value={trigger.field ?? ""}
            known={(vocabulary?.fields ?? []).flatMap(({ field }) => (field.startsWith("attributes.") ? [field] : []))}
            change={(field) => set({ ...trigger, field }, "field")}
          />
          <TextField
            label={t("inspect.offset")}
            value={trigger.offset ?? ""}
            placeholder="-P90D"
            hint={t("inspect.offsetHint")}
            change={(offset) => {
              const { offset: _, ...rest } = trigger;
              set(offset === "" ? rest : { ...rest, offset }, "offset");
            }}
          />
        </>
      );
    case "condition":
      return (
        <ConditionField
          label={t("inspect.condition")}
          value={trigger.when}
          change={(when) => when !== undefined && set({ ...trigger, when }, "when")}
        />
      );
    default:
      return null;
  }
};
