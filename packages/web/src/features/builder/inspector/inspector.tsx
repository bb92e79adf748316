import { Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconInfoCircle, IconTrash } from "@tabler/icons-react";
import { lazy, type RefObject, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { stepIcons } from "../../../ui/step-icon.tsx";
import { useStage } from "../stage.ts";
import { useBuilderWords } from "../use-builder-words.ts";
import { FaultNotes } from "./fault-notes.tsx";
import css from "./inspector.module.css";
import { People } from "./people.tsx";

/** On its way at once, and not what the diagram waits for. */
const stepFields = import("./step-fields.tsx").then((made) => ({ default: made.StepFields }));
const StepFields = lazy(() => stepFields);
/** Triggers, windows and the hypothesis: not what most presses ask for. */
const StartFields = lazy(() => import("./start-fields.tsx").then((made) => ({ default: made.StartFields })));

/** The fields of what is chosen. Of a step that was just added, the first empty one has the cursor. */
export const Inspector = ({ pane }: { pane: RefObject<HTMLElement | null> }) => {
  const { t } = useTranslation();
  const { selection, vocabulary, problems, warnings } = useStage();
  const words = useBuilderWords(vocabulary);
  const { place, selected, fresh } = selection;
  if (selected === "start")
    return (
      <aside ref={pane} className={css["pane"]} aria-label={t("builder.startTitle")}>
        <header className={css["head"]}>
          <h2>{t("builder.startTitle")}</h2>
        </header>
        <FaultNotes problems={problems.filter(({ step }) => step === undefined)} />
        <FaultNotes warnings problems={warnings.filter(({ step }) => step === undefined)} />
        <Suspense fallback={null}>
          <StartFields />
        </Suspense>
      </aside>
    );
  if (place === undefined)
    return (
      <aside ref={pane} className={css["pane"]} aria-label={t("builder.fields")}>
        <p className={css["empty"]}>{t("builder.pick")}</p>
      </aside>
    );
  const { step, id } = place;
  const { icon: Icon, colour } = stepIcons[step.kind];
  const tools = [
    { label: t("builder.up"), icon: IconArrowUp, run: () => selection.shift(-1) },
    { label: t("builder.down"), icon: IconArrowDown, run: () => selection.shift(1) },
    { label: t("builder.duplicate"), icon: IconCopy, run: selection.duplicate },
    { label: t("builder.remove"), icon: IconTrash, run: selection.remove },
  ];
  return (
    <aside ref={pane} key={id} className={css["pane"]} aria-label={words.title(step)}>
      <header className={css["head"]}>
        <h2>
          <Icon size={18} stroke={1.7} color={colour} aria-hidden="true" /> {words.title(step)}
        </h2>
        <p>
          {words.kind(step.kind)} · ID <code>{id}</code>
        </p>
        <div className={css["tools"]}>
          {tools.map(({ label, icon: Tool, run }) => (
            <Button key={label} size="xs" variant="default" px={8} aria-label={label} title={label} onClick={run}>
              <Tool size={15} stroke={1.7} />
            </Button>
          ))}
        </div>
      </header>
      <Suspense fallback={null}>
        <StepFields step={step} />
        <FocusOn fresh={fresh} pane={pane} />
      </Suspense>
      <FaultNotes warnings problems={warnings.filter((one) => one.step === id)} />
      <People step={id} />
      <p className={css["note"]}>
        <IconInfoCircle size={16} stroke={1.7} aria-hidden="true" /> {t("builder.noOneMoves")}
      </p>
    </aside>
  );
};

/** The first field that is still empty, else the first one. */
export const focusFirst = (pane: HTMLElement | null): void => {
  const fields = [
    ...(pane?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      "input:not([type=hidden]):not([disabled]), textarea, select",
    ) ?? []),
  ].filter((field) => field.offsetParent !== null);
  (fields.find(({ value }) => value === "") ?? fields[0])?.focus();
};

/** Beside the fields, so that it acts once they are there. */
const FocusOn = ({ fresh, pane }: { fresh: string | undefined; pane: RefObject<HTMLElement | null> }) => {
  useEffect(() => {
    if (fresh !== undefined) focusFirst(pane.current);
  }, [fresh, pane]);
  return null;
};
