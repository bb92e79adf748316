import { Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StepKind } from "../../api/definition.ts";
import { stepIcons } from "../../ui/step-icon.tsx";
import css from "./add-dialog.module.css";
import { kinds } from "./document/new-step.ts";

/** Kinds of steps as a list that narrows while one types; the first one is a press of Enter away. */
export const AddDialog = ({ add, close }: { add: (kind: StepKind) => void; close: () => void }) => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const wanted = text.normalize("NFKC").toLowerCase().trim();
  const shown = kinds.filter((kind) =>
    [kind, t(`stepKind.${kind}`), t(`stepWhy.${kind}`)].some((words) => words.toLowerCase().includes(wanted)),
  );
  const chosen = shown[Math.min(at, shown.length - 1)];
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("builder.addStep")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <TextInput
        data-autofocus
        aria-label={t("builder.addStep")}
        placeholder={t("builder.addHint")}
        role="combobox"
        aria-expanded
        aria-controls="kinds-of-steps"
        aria-activedescendant={chosen === undefined ? undefined : `kind-${chosen}`}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown") setAt(Math.min(shown.length - 1, at + 1));
          else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
          else if (event.key === "Enter" && chosen !== undefined) add(chosen);
          else return;
          event.preventDefault();
        }}
      />
      <div id="kinds-of-steps" role="listbox" aria-label={t("builder.palette")} className={css["list"]}>
        {shown.map((kind) => {
          const { icon: Icon, colour } = stepIcons[kind];
          return (
            <div
              key={kind}
              id={`kind-${kind}`}
              role="option"
              aria-selected={kind === chosen}
              tabIndex={-1}
              onClick={() => add(kind)}
              onKeyDown={undefined}
            >
              <Icon size={18} stroke={1.7} color={colour} aria-hidden="true" />
              <span>
                <b>{t(`stepKind.${kind}`)}</b>
                <small>{t(`stepWhy.${kind}`)}</small>
              </span>
            </div>
          );
        })}
      </div>
    </Modal>
  );
};
