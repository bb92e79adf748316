import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import css from "./part.module.css";

export const AddDialog = ({
  close,
  save,
  ready,
  children,
}: {
  close: () => void;
  save: () => void;
  ready: boolean;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("scoring.addTitle")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <div className={css["fields"]}>
        {children}
        <Button disabled={!ready} onClick={save} mt="xs">
          {t("scoring.add")}
        </Button>
      </div>
    </Modal>
  );
};

/** `page-viewed-2`: an id that no rule has. */
export const freeId = (rules: { id: string }[], from: string): string => {
  const base =
    from
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "") || "rule";
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!rules.some((rule) => rule.id === id)) return id;
  }
};
