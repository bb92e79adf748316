import { Button, Modal } from "@mantine/core";
import { IconBulb, IconCode, IconMessage, IconPresentation } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type MailDraft, saveMail } from "../../api/mails.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useLanguage } from "../../ui/words.ts";
import { letters } from "./letters.ts";
import css from "./mails.module.css";
import { newId } from "./new-id.ts";

const icons = { education: IconBulb, seminar: IconPresentation, personal: IconMessage };

/** A mail begins with one that reads well already, or empty. */
export const NewMail = ({ taken, close }: { taken: string[]; close: () => void }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: async (draft: MailDraft) => {
      const id = newId();
      await saveMail(id, draft, taken.includes(id) ? undefined : "");
      return id;
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ["mails"] });
      await navigate({ to: "/mails/$id", params: { id } });
    },
    onError: useFailure(),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<b>{t("mails.beginTitle")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <ul className={css["letters"]}>
        {letters.map(({ id, draft }) => {
          const Icon = icons[id];
          return (
            <li key={id}>
              <button type="button" disabled={begin.isPending} onClick={() => begin.mutate(draft[language])}>
                <Icon size={22} stroke={1.6} aria-hidden="true" />
                <span>
                  <b>{t(`mailLetter.${id}`)}</b>
                  <small>{t(`mailLetter.${id}Text`)}</small>
                  <q>{draft[language].subject}</q>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <Button
        variant="subtle"
        leftSection={<IconCode size={16} stroke={1.7} />}
        loading={begin.isPending}
        onClick={() => begin.mutate({ name: t("mails.unnamed"), subject: "", markdown: "" })}
      >
        {t("mails.blank")}
      </Button>
    </Modal>
  );
};
