import { IconAlertCircle, IconBolt, IconEyeOff, IconUser } from "@tabler/icons-react";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../api/definition.ts";
import { stepIcons } from "../../ui/step-icon.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import css from "./flow-nodes.module.css";
import { useStage } from "./stage.ts";
import { useBuilderWords } from "./use-builder-words.ts";

const Handles = () => (
  <>
    <Handle type="target" position={Position.Top} isConnectable={false} />
    <Handle type="source" position={Position.Bottom} isConnectable={false} />
  </>
);

/** A step: waits are pills on the line, acts are cards. */
export const StepNode = ({ id, data }: NodeProps) => {
  const step = stepIn(data);
  return (
    <>
      {step !== undefined && <Card id={id} step={step} />}
      <Handles />
    </>
  );
};

const Card = ({ id, step }: { id: string; step: Step }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { selection, problems, warnings, figures, vocabulary } = useStage();
  const words = useBuilderWords(vocabulary);
  const { icon: Icon, colour } = stepIcons[step.kind];
  const problem = problems.find((one) => one.step === id);
  const warned = problem === undefined && warnings.some((one) => one.step === id);
  const { entered, waiting = 0 } = figures?.step.get(id) ?? {};
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; keys have Alt and the arrows, on the tree
    <div
      className={`${css["card"]} nopan`}
      data-step={id}
      data-kind={step.kind}
      data-selected={selection.selected === id || undefined}
      data-wrong={problem !== undefined || undefined}
      data-warned={warned || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData("application/x-rekindle-step", id);
        event.dataTransfer.effectAllowed = "move";
      }}
    >
      <span className={css["icon"]} style={{ color: colour }}>
        {step.kind === "exit" && step.reason === "holdout" ? <IconEyeOff size={16} /> : <Icon size={16} stroke={1.7} />}
      </span>
      <span className={css["words"]}>
        <b>{words.title(step)}</b>
        {problem !== undefined ? (
          <small className={css["fault"]}>
            <IconAlertCircle size={13} stroke={1.7} /> {words.fault(problem)}
          </small>
        ) : (
          <SubLine id={id} step={step} />
        )}
      </span>
      {entered !== undefined && waiting === 0 && step.kind !== "email" && step.kind !== "wait" && (
        <span className={css["count"]}>{format.count(entered)}</span>
      )}
      {waiting > 0 && (
        <span className={css["here"]} title={t("report.here", { count: waiting })}>
          <IconUser size={13} stroke={1.7} />
          {format.count(waiting)}
        </span>
      )}
    </div>
  );
};

/** The second line of a card: what came of it, or what it does besides. */
const SubLine = ({ id, step }: { id: string; step: Step }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { figures, vocabulary } = useStage();
  const words = useBuilderWords(vocabulary);
  const { sent = 0, refused = 0, clicked = 0 } = figures?.step.get(id) ?? {};
  const line = (() => {
    switch (step.kind) {
      case "email":
        if (sent > 0)
          return words.list([
            t("report.sent", { count: sent }),
            ...(refused > 0 ? [t("report.refused", { count: refused })] : []),
            t("builder.clicked", { share: format.share(clicked, sent) }),
          ]);
        return vocabulary?.templates.find((one) => one.id === step.template)?.subject ?? "";
      case "waitUntil":
        return t("builder.atMost", { span: step.max === "" ? "–" : words.duration(step.max) });
      case "handOff":
        return t("builder.endsHere");
      case "notify":
        return step.text;
      case "score":
        return words.term("family", step.family);
      case "split":
        return step.arms.map(({ name }) => name).join(" / ");
      default:
        return "";
    }
  })();
  return line === "" ? null : <small>{line}</small>;
};

/** How people come in, and who may. */
export const StartNode = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { selection, definition, figures, problems } = useStage();
  const words = useWorkflowWords();
  const { triggers = [], entry = {} } = definition;
  const wrong = problems.some(({ step }) => step === undefined);
  return (
    <>
      <div
        className={`${css["card"]} nopan`}
        data-step="start"
        data-selected={selection.selected === "start" || undefined}
        data-wrong={wrong || undefined}
      >
        <span className={css["icon"]} style={{ color: "var(--rk-ai)" }}>
          <IconBolt size={16} stroke={1.7} />
        </span>
        <span className={css["words"]}>
          <b>{triggers.length === 0 ? t("rules.noTrigger") : triggers.map(words.trigger).join(" / ")}</b>
          <small>
            {words.list([
              entry.when === undefined ? t("rules.everyone") : words.condition(entry.when),
              words.reentry(entry),
            ])}
          </small>
        </span>
        {figures !== undefined && (
          <span className={css["count"]}>{t("builder.entered", { people: format.count(figures.entered) })}</span>
        )}
      </div>
      <Handles />
    </>
  );
};

export const EndNode = () => {
  const { t } = useTranslation();
  return (
    <>
      <div className={css["end"]}>{t("builder.end")}</div>
      <Handles />
    </>
  );
};
export const JoinNode = () => <Handles />;

const stepIn = (data: Record<string, unknown>): Step | undefined => (isStep(data["step"]) ? data["step"] : undefined);
const isStep = (value: unknown): value is Step => typeof value === "object" && value !== null && "kind" in value;
