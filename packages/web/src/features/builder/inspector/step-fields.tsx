import { Button, Checkbox } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/workflows.ts";
import { useSay, useTerm } from "../../../ui/words.ts";
import { addArm, addPath, removeArm, removePath } from "../document/paths.ts";
import { useStage } from "../stage.ts";
import { ConditionField } from "./condition-field.tsx";
import { FaultNotes } from "./fault-notes.tsx";
import {
  ChoiceField,
  DurationField,
  LongField,
  NumberField,
  SearchField,
  SuggestField,
  TextField,
  withWords,
} from "./fields.tsx";
import css from "./inspector.module.css";
import { MailField } from "./mail-field.tsx";
import { UpdateFields } from "./update-fields.tsx";
import { WaitFields } from "./wait-fields.tsx";
import { WebhookFields } from "./webhook-fields.tsx";

type Of<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

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
          <p className={css["join"]}>{t("inspect.awaitedHint")}</p>
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
          <p className={css["join"]}>{t("inspect.goalHint")}</p>
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

const BranchFields = ({ step, set }: { step: Of<"branch">; set: Setter }) => {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const language = i18n.language === "en" ? "en" : "ja";
  return (
    <>
      {step.paths.map((path, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paths have no names of their own
        <div key={n} className={css["group"]}>
          <div className={css["line"]}>
            <b>{t("inspect.path", { number: n + 1 })}</b>
            {step.paths.length > 1 && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => set(removePath(step, n))}>
                {t("inspect.removePath")}
              </Button>
            )}
          </div>
          <TextField
            label={t("inspect.pathName")}
            value={say(path.label)}
            change={(text) => {
              const { label: _, ...rest } = path;
              const next = text === "" ? rest : { ...rest, label: withWords(path.label, language, text) };
              set({ ...step, paths: step.paths.with(n, next) }, `label ${n}`);
            }}
          />
          <ConditionField
            label={t("inspect.condition")}
            value={path.when}
            change={(when) =>
              when !== undefined && set({ ...step, paths: step.paths.with(n, { ...path, when }) }, `when ${n}`)
            }
          />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => set(addPath(step, { field: "fit", gte: 20 }))}
      >
        {t("inspect.addPath")}
      </Button>
      <p className={css["join"]}>{t("inspect.elseHint")}</p>
    </>
  );
};

const SplitFields = ({ step, set }: { step: Of<"split">; set: Setter }) => {
  const { t } = useTranslation();
  const sum = step.arms.reduce((total, { weight }) => total + weight, 0);
  const put = (n: number, change: Partial<(typeof step.arms)[number]>, mark?: string) =>
    set({ ...step, arms: step.arms.map((arm, index) => (index === n ? { ...arm, ...change } : arm)) }, mark);
  return (
    <>
      {step.arms.map((arm, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be typed at this moment
        <div key={n} className={css["box"]}>
          <div className={css["pair"]}>
            <TextField label={t("inspect.arm")} value={arm.name} change={(name) => put(n, { name }, `name ${n}`)} />
            <NumberField
              label={t("inspect.weight")}
              value={arm.weight}
              min={1}
              suffix="%"
              change={(weight) => put(n, { weight: weight ?? 1 }, `weight ${n}`)}
            />
            {step.arms.length > 2 && (
              <Button
                className={css["fit"] ?? ""}
                variant="subtle"
                color="gray"
                px={6}
                aria-label={t("inspect.removeArm", { name: arm.name })}
                onClick={() => set(removeArm(step, n))}
              >
                <IconX size={15} />
              </Button>
            )}
          </div>
          <Checkbox
            size="xs"
            label={t("inspect.holdout")}
            checked={arm.holdout ?? false}
            onChange={({ currentTarget }) => put(n, { holdout: currentTarget.checked })}
          />
        </div>
      ))}
      <p className={css["line"]}>
        <span>{t("inspect.sum", { sum })}</span>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => set(addArm(step))}>
          {t("inspect.addArm")}
        </Button>
      </p>
    </>
  );
};
