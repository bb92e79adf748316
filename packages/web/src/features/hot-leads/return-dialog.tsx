import { Button, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Handoff, type ReturnReason, returnReasons } from "../../api/handoffs.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import css from "./return-dialog.module.css";

/** Back to marketing: one digit says why, and the dialog says what follows. A note only where the reason says nothing. */
export const ReturnDialog = ({
  handoff,
  close,
  giveBack,
}: {
  handoff: Handoff;
  close: () => void;
  giveBack: (reason: ReturnReason, note: string) => void;
}) => {
  const { t } = useTranslation();
  const [reason, setReason] = useState<ReturnReason>();
  const [note, setNote] = useState("");
  const ready = reason !== undefined && (reason !== "other" || note.trim() !== "");
  const submit = () => {
    if (ready) giveBack(reason, note.trim());
  };
  const name = handoff.lead.name ?? t("lead.unnamed");
  useKeys([
    ...returnReasons.map((value, i) => ({
      code: `Digit${i + 1}`,
      cap: `${i + 1}`,
      label: t(`return.${value}`),
      layer: true,
      run: () => setReason(value),
    })),
    { code: "Ctrl+Enter", cap: "Ctrl+⏎", label: t("return.doNext"), layer: true, inText: true, run: submit },
  ]);
  return (
    <Modal
      opened
      onClose={close}
      size={620}
      title={<b>{t("return.title", { name })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <div className={css["reasons"]} role="radiogroup" aria-label={t("return.reason")}>
        {returnReasons.map((value, i) => (
          // biome-ignore lint/a11y/useSemanticElements: a card with two lines, pressed by its digit
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={value === reason}
            onClick={() => setReason(value)}
          >
            <Keycap>{`${i + 1}`}</Keycap>
            <span>
              <b>{t(`return.${value}`)}</b>
              <small>{t(`return.${value}Next`)}</small>
            </span>
          </button>
        ))}
      </div>
      <Textarea
        mt="sm"
        autosize
        minRows={1}
        maxRows={4}
        aria-label={t("return.note")}
        placeholder={t(reason === "other" ? "return.noteNeeded" : "return.note")}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <p className={css["effect"]} aria-live="polite">
        {reason === undefined ? t("return.choose") : t("return.effect", { effect: t(`return.${reason}Effect`) })}
      </p>
      <footer className={css["actions"]}>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")} <Keycap>Esc</Keycap>
        </Button>
        <Button disabled={!ready} onClick={submit}>
          {t("return.doNext")} <Keycap>Ctrl ⏎</Keycap>
        </Button>
      </footer>
    </Modal>
  );
};
