import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/definition.ts";
import box from "../../../ui/box.module.css";
import { ConditionField } from "../../../ui/condition/condition-field.tsx";
import { DurationField } from "../../../ui/condition/duration-field.tsx";
import { useSay, useTerm } from "../../../ui/words.ts";
import { useStage } from "../stage.ts";
import { BranchFields } from "./branch-fields.tsx";
import { FaultNotes } from "./fault-notes.tsx";
import { ChoiceField, LongField, NumberField, SearchField, SuggestField, TextField } from "./fields.tsx";
import { MailField } from "./mail-field.tsx";
import { SplitFields } from "./split-fields.tsx";
import { UpdateFields } from "./update-fields.tsx";
import { WaitFields } from "./wait-fields.tsx";
import { WebhookFields } from "./webhook-fields.tsx";

/** The fields of each kind of step, each with its problems below it. */
export const StepFields = ({ step }: { step: Step }) => {
  const { selection, problems } = useStage();
  const mine = problems.filter((one) => one.step === step.id);
  const wrong = (field: string) => mine.some((one) => one.field === field || one.field.startsWith(`${field}.`));
  const edit = selection.edit;
  return (
    <>
      <Fields step={step} wrong={wrong} set={(next, mark) => edit(() => next, mark)} />
      <FaultNotes problems={mine} />
    </>
  );
};

export type Setter = (next: Step, mark?: string) => void;

const Fields = ({ step, wrong, set }: { step: Step; wrong: (field: string) => boolean; set: Setter }) => {
  const { t } = useTranslation();
  const { vocabulary } = useStage();
  const term = useTerm();
  const say = useSay();
  const choices = (list: { id: string; name: Parameters<typeof say>[0] }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ value: id, label: say(name, id) }));
  switch (step.kind) {
    case "email":
      return <MailField step={step} wrong={wrong("template")} set={set} />;
    case "wait":
      return <WaitFields step={step} wrong={wrong} set={set} />;
    case "waitUntil":
      return (
        <>
          <ConditionField
            label={t("inspect.awaited")}
            value={step.when}
            change={(when) => when !== undefined && set({ ...step, when }, "when")}
          />
          <p className={box["join"]}>{t("inspect.awaitedHint")}</p>
          <DurationField
            label={t("inspect.max")}
            required
            value={step.max}
            error={wrong("max")}
            change={(max) => set({ ...step, max }, "max")}
          />
        </>
      );
    case "branch":
      return <BranchFields step={step} set={set} />;
    case "split":
      return <SplitFields step={step} set={set} />;
    case "score":
      return (
        <>
          <NumberField
            label={t("inspect.points")}
            value={step.points}
            error={wrong("points")}
            change={(points) => set({ ...step, points: points ?? 0 }, "points")}
          />
          <SuggestField
            label={t("inspect.signal")}
            value={step.signal}
            error={wrong("signal")}
            known={(vocabulary?.signals ?? []).map(({ id }) => id)}
            change={(signal) => set({ ...step, signal }, "signal")}
          />
          <ChoiceField
            label={t("inspect.family")}
            value={step.family}
            choices={[...new Set([step.family, ...(vocabulary?.families ?? [])])].map((value) => ({
              value,
              label: term("family", value),
            }))}
            change={(family) => set({ ...step, family })}
          />
        </>
      );
    case "update":
      return <UpdateFields step={step} set={set} />;
    case "notify":
      return (
        <>
          <SuggestField
            label={t("inspect.channel")}
            value={step.channel}
            error={wrong("channel")}
            known={[...(vocabulary?.channels ?? []), "slack:#inside-sales"]}
            change={(channel) => set({ ...step, channel }, "channel")}
          />
          <LongField
            label={t("inspect.text")}
            value={step.text}
            error={wrong("text")}
            hint={t("inspect.textHint", { open: "{{", close: "}}" })}
            change={(text) => set({ ...step, text }, "text")}
          />
        </>
      );
    case "webhook":
      return <WebhookFields step={step} wrong={wrong("url")} set={set} />;
    case "handOff":
      return (
        <LongField
          label={t("inspect.note")}
          value={step.note ?? ""}
          hint={t("inspect.noteHint")}
          change={(note) => {
            const { note: _, ...rest } = step;
            set(note === "" ? rest : { ...rest, note }, "note");
          }}
        />
      );
    case "enrol":
    case "leave":
      return (
        <SearchField
          label={t("inspect.workflow")}
          value={step.workflow}
          error={wrong("workflow")}
          choices={choices(vocabulary?.workflows)}
          nothing={t("inspect.noWorkflow")}
          change={(workflow) => set({ ...step, workflow })}
        />
      );
    case "goal":
      return (
        <>
          <TextField
            label={t("inspect.goalName")}
            value={step.name ?? ""}
            change={(name) => set({ ...step, name }, "name")}
          />
          <ConditionField
            label={t("inspect.goal")}
            value={step.when}
            change={(when) => when !== undefined && set({ ...step, when }, "when")}
          />
          <p className={box["join"]}>{t("inspect.goalHint")}</p>
        </>
      );
    case "exit":
      return (
        <SuggestField
          label={t("inspect.reason")}
          value={step.reason}
          error={wrong("reason")}
          known={["finished"]}
          change={(reason) => set({ ...step, reason }, "reason")}
        />
      );
    default:
      return step satisfies never;
  }
};
