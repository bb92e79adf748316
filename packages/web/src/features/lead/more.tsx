import { ActionIcon, Button, Menu, Modal, TextInput } from "@mantine/core";
import { IconDots, IconMailOff, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { erase, type Lead, optOut } from "../../api/leads.ts";
import dialog from "../../ui/dialog.module.css";
import { useFailure, useUndo } from "../../ui/undo.tsx";

/** What is rarely done: stopping mail on the person's wish (can be undone for ten seconds), erasing (cannot). */
export const More = ({ lead }: { lead: Lead }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useUndo();
  const [erasing, setErasing] = useState(false);
  const name = lead.name ?? lead.email;
  const stop = () =>
    undo({
      text: t("more.stopped", { name }),
      run: () => optOut(lead.id).then(() => queries.invalidateQueries({ queryKey: ["lead", lead.id] })),
      undo: () => undefined,
    });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={t("more.title")}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconMailOff size={16} />} disabled={lead.gate.optedOut} onClick={stop}>
            {t("more.stop")}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => setErasing(true)}>
            {t("more.erase")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {erasing && <EraseDialog lead={lead} name={name} close={() => setErasing(false)} />}
    </>
  );
};

/** Asks first, with the name typed: it cannot be taken back. */
const EraseDialog = ({ lead, name, close }: { lead: Lead; name: string; close: () => void }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const tell = useFailure();
  const [typed, setTyped] = useState("");
  const act = useMutation({
    mutationFn: () => erase(lead.id),
    onSuccess: async () => {
      await navigate({ to: "/leads" });
      queries.removeQueries({ queryKey: ["lead", lead.id] });
      await queries.invalidateQueries({ queryKey: ["leads"] });
    },
    onError: tell,
  });
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("erase.title", { name })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <p>{t("erase.text")}</p>
      <TextInput
        mt="sm"
        label={t("erase.confirm", { name })}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <footer className={dialog["actions"]}>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")}
        </Button>
        <Button color="red.9" disabled={typed.trim() !== name} loading={act.isPending} onClick={() => act.mutate()}>
          {t("erase.do")}
        </Button>
      </footer>
    </Modal>
  );
};
