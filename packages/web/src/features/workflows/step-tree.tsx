import { IconEyeOff, IconUser } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../api/definition.ts";
import type { StepFigures } from "../../api/report.ts";
import { stepIcons } from "../../ui/step-icon.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import css from "./step-tree.module.css";

type Figures = ReadonlyMap<string, StepFigures>;

/** The steps from top to bottom, read in order; paths stand side by side and come together again. */
export const StepTree = ({ steps, figures }: { steps: Step[]; figures: Figures }) => (
  <ol className={css["steps"]}>
    {steps.map((step, i) => (
      <li key={step.id ?? `${step.kind}${i}`}>
        <StepCard step={step} figures={step.id === undefined ? undefined : figures.get(step.id)} />
        <Paths step={step} figures={figures} />
      </li>
    ))}
  </ol>
);

const StepCard = ({ step, figures }: { step: Step; figures: StepFigures | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWorkflowWords();
  const { icon: Icon, colour } = stepIcons[step.kind];
  const { entered, waiting = 0, sent = 0, refused = 0, clicked = 0, handedOff = 0 } = figures ?? {};
  const line = [
    step.kind === "email" && entered !== undefined ? t("report.sent", { count: sent }) : "",
    refused > 0 ? t("report.refused", { count: refused }) : "",
    step.kind === "email" && sent > 0
      ? t("report.clicked", { share: format.share(clicked, sent), count: clicked, of: sent })
      : "",
    handedOff > 0 ? t("report.handedOff", { count: handedOff }) : "",
    step.kind === "handOff" && step.note ? step.note : "",
    step.kind === "notify" ? step.text : "",
  ].filter((part) => part !== "");
  return (
    <div className={css["step"]} data-kind={step.kind}>
      <span className={css["icon"]} style={{ color: colour }}>
        <Icon size={16} stroke={1.7} aria-hidden="true" />
      </span>
      <div className={css["words"]}>
        <p>{words.step(step)}</p>
        {line.length > 0 && <small>{words.list(line)}</small>}
      </div>
      {entered !== undefined && step.kind !== "email" && (
        <span className={css["entered"]}>{t("report.came", { count: entered })}</span>
      )}
      {waiting > 0 && (
        <span className={css["here"]} title={t("report.here", { count: waiting })}>
          <IconUser size={13} stroke={1.7} aria-label={t("report.hereNow")} />
          {format.count(waiting)}
        </span>
      )}
    </div>
  );
};

/** The ways on from a step that has several. */
const Paths = ({ step, figures }: { step: Step; figures: Figures }) => {
  const { t } = useTranslation();
  const say = useSay();
  const words = useWorkflowWords();
  const path = (key: string, label: ReactNode, steps: Step[] | undefined, empty: string) => (
    <section key={key} className={css["path"]}>
      <h3>{label}</h3>
      {steps === undefined || steps.length === 0 ? (
        <p className={css["empty"]}>{empty}</p>
      ) : (
        <StepTree steps={steps} figures={figures} />
      )}
    </section>
  );
  switch (step.kind) {
    case "branch":
      return (
        <div className={css["paths"]}>
          {step.paths.map(({ when, label, steps }, i) =>
            path(`${i}`, say(label, words.condition(when)), steps, t("step.onward")),
          )}
          {path("else", t("step.else"), step.else, t("step.onward"))}
        </div>
      );
    case "waitUntil":
      return (
        <div className={css["paths"]}>
          {path("then", t("step.met"), step.then, t("step.onward"))}
          {path("timeout", t("step.timeout"), step.timeout, t("step.onward"))}
        </div>
      );
    case "split":
      return (
        <div className={css["paths"]}>
          {step.arms.map(({ name, weight, holdout, steps }) =>
            path(
              name,
              <>
                {holdout && <IconEyeOff size={14} stroke={1.7} aria-hidden="true" />}{" "}
                {t(holdout ? "step.holdout" : "step.arm", { name, weight })}
              </>,
              steps,
              t(holdout ? "step.holdoutWhy" : "step.onward"),
            ),
          )}
        </div>
      );
    default:
      return null;
  }
};
