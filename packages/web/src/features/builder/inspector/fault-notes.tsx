import { Button } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fixesFor, type Problem } from "../faults.ts";
import { useStage } from "../stage.ts";
import { useBuilderWords } from "../use-builder-words.ts";
import css from "./inspector.module.css";

/** What is wrong, why it matters, and what puts it right by one press. */
export const FaultNotes = ({ problems, warnings = false }: { problems: Problem[]; warnings?: boolean }) => {
  const { t } = useTranslation();
  const { vocabulary, selection, published } = useStage();
  const words = useBuilderWords(vocabulary);
  const step = selection.place?.step;
  return problems.map((problem) => {
    const fixes = step === undefined || warnings ? [] : fixesFor(problem, step, published);
    return (
      <div key={problem.path + problem.message} className={css["fault"]} data-warning={warnings || undefined}>
        <p>
          {warnings ? (
            <IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" />
          ) : (
            <IconAlertCircle size={16} stroke={1.7} aria-hidden="true" />
          )}
          <span>{words.fault(problem)}</span>
        </p>
        {fixes.length > 0 && (
          <div className={css["fixes"]}>
            {fixes.map(({ value, own }) => (
              <Button
                key={value}
                size="xs"
                variant="default"
                onClick={() => selection.edit((old) => (old.kind === "waitUntil" ? { ...old, max: value } : old))}
              >
                {own ? t("builder.asBefore", { value: words.duration(value) }) : words.duration(value)}
              </Button>
            ))}
          </div>
        )}
      </div>
    );
  });
};
