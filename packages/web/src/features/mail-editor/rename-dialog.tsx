import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import dialog from "../../ui/dialog.module.css";

/** The name is ours alone: recipients never see it. */
export const RenameDialog = ({
  name,
  rename,
  close,
}: {
  name: string;
  rename: (name: string) => void;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("mailEdit.rename")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === "") return;
          rename(text.trim());
          close();
        }}
      >
        <TextInput
          data-autofocus
          label={t("mailEdit.name")}
          description={t("mailEdit.nameWhy")}
          maxLength={200}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <footer className={dialog["actions"]}>
          <Button variant="default" onClick={close}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" disabled={text.trim() === ""}>
            {t("mailEdit.renameDo")}
          </Button>
        </footer>
      </form>
    </Modal>
  );
};
