import { Button, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Check, type Mail, publishMail } from "../../api/mails.ts";
import dialog from "../../ui/dialog.module.css";
import { explain } from "../../ui/states.tsx";
import { useSay } from "../../ui/words.ts";
import css from "./dialogs.module.css";
import { useCheckWords } from "./use-check-words.ts";
import type { Wrong } from "./use-look.ts";
import type { Written } from "./use-mail.ts";

/** A version cannot be taken back: what is still open, and whom it reaches, before it is made. */
export const PublishDialog = ({
  mail: { id, version, uses },
  written,
  checks,
  wrong,
  close,
}: {
  mail: Mail;
  written: Written;
  checks: Check[];
  wrong: Wrong[];
  close: () => void;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const words = useCheckWords();
  const queries = useQueryClient();
  const next = (version ?? 0) + 1;
  const open = checks.filter(({ state }) => state === "stop");
  const running = uses.filter(({ state }) => state === "running");
  const act = useMutation({
    mutationFn: async () => ((await written.save()) ? publishMail(id) : undefined),
    onSuccess: async (made) => {
      if (made === undefined) return;
      await queries.invalidateQueries();
      close();
      notifications.show({
        message: t("mailEdit.published", { version: made.version }),
        color: "green",
        autoClose: 8_000,
      });
    },
  });
  const refusal = act.error && explain(act.error, t);
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("mailEdit.publishTitle", { version: next })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {wrong.length > 0 && (
        <ul className={css["open"]}>
          {wrong.map(({ path, line, message }) => (
            <li key={`${path}${line}${message}`}>{words.wrong(message)}</li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <>
          <p className={css["text"]}>{t("mailEdit.stillOpen")}</p>
          <ul className={css["open"]}>
            {open
              .flatMap((check) => check.places.map((place) => words.place(place)))
              .map((text) => (
                <li key={text}>{text}</li>
              ))}
          </ul>
        </>
      )}
      <p className={css["text"]}>
        {running.length === 0
          ? t("mailEdit.reachesNobody")
          : t("mailEdit.reaches", {
              version: next,
              count: running.length,
              names: running.map(({ name, workflow }) => say(name, workflow)).join(t("words.list")),
            })}
      </p>
      {act.data === undefined && act.isSuccess && (
        <p role="alert" className={dialog["refusal"]}>
          {t("mailEdit.notSaved")}
        </p>
      )}
      {refusal !== null && (
        <p role="alert" className={dialog["refusal"]}>
          <b>{refusal.what}</b> {refusal.why}
        </p>
      )}
      <footer className={dialog["actions"]}>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")}
        </Button>
        <Button data-autofocus disabled={wrong.length > 0} loading={act.isPending} onClick={() => act.mutate()}>
          {t(open.length > 0 ? "mailEdit.publishAnyway" : "mailEdit.publish", { version: next })}
        </Button>
      </footer>
    </Modal>
  );
};
