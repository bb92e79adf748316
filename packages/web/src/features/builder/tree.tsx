import { IconAlertCircle, IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../api/definition.ts";
import { stepIcons } from "../../ui/step-icon.tsx";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import { listsOf, root, type Spot } from "./document/places.ts";
import { useStage } from "./stage.ts";
import css from "./tree.module.css";
import { useBuilderWords } from "./use-builder-words.ts";

/** The steps read in order, as a tree: what keys and screen readers use beside the diagram, and all there is on a phone. */
export const Tree = ({
  tree,
  shown,
  edit,
}: {
  tree: RefObject<HTMLDivElement | null>;
  shown: boolean;
  edit: () => void;
}) => {
  const { t } = useTranslation();
  const { definition, selection, problems } = useStage();
  const words = useWorkflowWords();
  const prefix = useId();
  const { selected, pick } = selection;
  const { triggers = [] } = definition;
  const start = triggers.length === 0 ? t("rules.noTrigger") : triggers.map(words.trigger).join(" / ");
  const wrong = problems.some(({ step }) => step === undefined);
  return (
    <div
      ref={tree}
      role="tree"
      className={css["tree"]}
      data-shown={shown || undefined}
      aria-label={t("workflow.steps")}
      tabIndex={0}
      aria-activedescendant={selected === undefined ? undefined : `${prefix}${selected}`}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        edit();
      }}
    >
      <div
        id={`${prefix}start`}
        role="treeitem"
        aria-level={1}
        aria-selected={selected === "start"}
        tabIndex={-1}
        onClick={() => {
          pick("start");
          if (shown) edit();
        }}
        onKeyDown={undefined}
      >
        <span className={css["row"]} data-wrong={wrong || undefined}>
          <b>{t("rules.triggers")}</b> {start}
        </span>
        {shown && <Plus spot={{ ...root, index: 0 }} />}
      </div>
      <Steps steps={definition.steps} list={root} level={1} prefix={prefix} shown={shown} edit={edit} />
    </div>
  );
};

type Inside = { level: number; prefix: string; shown: boolean; edit: () => void };

const Steps = ({
  steps,
  list,
  ...inside
}: { steps: Step[]; list: { parent: string | undefined; key: string } } & Inside) => (
  <>
    {inside.shown && inside.level > 1 && steps.length === 0 && <Plus spot={{ ...list, index: 0 }} />}
    {steps.map((step, index) => (
      <Item key={step.id} step={step} spot={{ ...list, index }} siblings={steps.length} {...inside} />
    ))}
  </>
);

const Item = ({
  step,
  spot,
  siblings,
  level,
  prefix,
  shown,
  edit,
}: { step: Step; spot: Spot; siblings: number } & Inside) => {
  const { t } = useTranslation();
  const { selection, problems, figures, vocabulary } = useStage();
  const words = useBuilderWords(vocabulary);
  const id = step.id ?? "";
  const { icon: Icon, colour } = stepIcons[step.kind];
  const problem = problems.find((one) => one.step === id);
  const here = figures?.step.get(id)?.waiting ?? 0;
  const ways = listsOf(step);
  return (
    <div
      id={`${prefix}${id}`}
      role="treeitem"
      aria-level={level}
      aria-posinset={spot.index + 1}
      aria-setsize={siblings}
      aria-selected={selection.selected === id}
      {...(ways.length > 0 ? { "aria-expanded": true } : {})}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        selection.pick(id);
        if (shown) edit();
      }}
      onKeyDown={undefined}
    >
      <span className={css["row"]} data-wrong={problem !== undefined || undefined}>
        <Icon size={16} stroke={1.7} color={colour} aria-hidden="true" />
        <span>
          {words.title(step)}
          {problem !== undefined && (
            <small>
              <IconAlertCircle size={13} aria-hidden="true" /> {words.fault(problem)}
            </small>
          )}
        </span>
        {here > 0 && <em>{t("report.here", { count: here })}</em>}
      </span>
      {ways.map(({ key, steps }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of a tree, not of a form
        <div key={key} role="group" aria-label={words.way(step, key)} className={css["way"]}>
          {shown && (
            <div role="none" className={css["name"]}>
              {words.way(step, key)}
            </div>
          )}
          <Steps steps={steps} list={{ parent: id, key }} level={level + 1} prefix={prefix} shown={shown} edit={edit} />
        </div>
      ))}
      {shown && <Plus spot={{ ...spot, index: spot.index + 1 }} />}
    </div>
  );
};

const Plus = ({ spot }: { spot: Spot }) => {
  const { t } = useTranslation();
  const { askFor } = useStage();
  return (
    <button
      type="button"
      className={css["plus"]}
      aria-label={t("builder.addHere")}
      onClick={(event) => {
        event.stopPropagation();
        askFor(spot);
      }}
    >
      <IconPlus size={15} />
    </button>
  );
};
