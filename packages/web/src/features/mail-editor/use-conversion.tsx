import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { MailDraft, MailLook } from "../../api/mails.ts";
import type { Written } from "./use-mail.ts";

/** Another way of writing the same mail. Each change can be taken back: the draft of before is at hand. */
export const useConversion = (
  written: Written,
  look: MailLook | undefined,
  show: (part: string | undefined) => void,
) => {
  const { t } = useTranslation();
  const takeBack = useTakeBack(written);
  return {
    toMjml: () => {
      if (look === undefined) return;
      const { markdown: _, ...rest } = written.draft;
      takeBack(t("mailEdit.nowMjml"), { ...rest, mjml: look.written.mjml });
      show(undefined);
    },
    ownText: () => written.change({ text: look?.written.text ?? "" }),
    noText: () => {
      const { text: _, ...rest } = written.draft;
      takeBack(t("mailEdit.nowDerived"), rest);
    },
  };
};

/** Puts another draft in the place of this one, and offers the way back. */
export const useTakeBack = (written: Written) => {
  const { t } = useTranslation();
  return (said: string, next: MailDraft) => {
    const before = written.draft;
    const id = crypto.randomUUID();
    written.replace(next);
    notifications.show({
      id,
      autoClose: 12_000,
      message: (
        <>
          {said}{" "}
          <Button
            size="xs"
            variant="light"
            onClick={() => {
              written.replace(before);
              notifications.hide(id);
            }}
          >
            {t("undo.undo")}
          </Button>
        </>
      ),
    });
  };
};
