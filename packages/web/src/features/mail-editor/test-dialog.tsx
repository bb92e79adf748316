import { Button, Modal, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clockQuery } from "../../api/local.ts";
import { type MailDraft, readerQuery, sendTest } from "../../api/mails.ts";
import { lawQuery } from "../../api/workspace.ts";
import { Problem } from "../../api.ts";
import dialog from "../../ui/dialog.module.css";
import { explain } from "../../ui/states.tsx";
import css from "./dialogs.module.css";

const remembered = "rekindle.test-to";

/** The mail as it stands, into a real inbox of ours. */
export const TestDialog = ({
  id,
  draft,
  reader,
  wrong,
  close,
}: {
  id: string;
  draft: MailDraft;
  reader: string | undefined;
  wrong: boolean;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const sender = useQuery(lawQuery).data?.sender["address"];
  const lead = useQuery({ ...readerQuery(reader ?? ""), enabled: reader !== undefined }).data;
  const isLocal = (useQuery(clockQuery).data ?? null) !== null;
  const [typed, setTyped] = useState(localStorage.getItem(remembered) ?? undefined);
  const to = typed ?? sender ?? "";
  const act = useMutation({
    mutationFn: () => sendTest(id, to.trim(), draft, reader),
    onSuccess: () => localStorage.setItem(remembered, to.trim()),
  });
  const elsewhere = act.error instanceof Problem && act.error.reason === "elsewhere";
  const refusal =
    act.error &&
    (elsewhere ? { what: t("mailEdit.elsewhere"), why: t("mailEdit.elsewhereWhy") } : explain(act.error, t));
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("mailEdit.test")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate();
        }}
      >
        <TextInput
          type="email"
          required
          data-autofocus
          label={t("mailEdit.testTo")}
          description={t("mailEdit.testToWhy")}
          value={to}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <p className={css["text"]} style={{ marginTop: 10 }}>
          {t("mailEdit.testWhat", { name: lead?.name ?? lead?.email ?? t("mailEdit.nobody") })}
        </p>
        {wrong && (
          <p role="alert" className={dialog["refusal"]}>
            {t("mailEdit.testWrong")}
          </p>
        )}
        {refusal !== null && (
          <p role="alert" className={dialog["refusal"]}>
            <b>{refusal.what}</b> {refusal.why}
          </p>
        )}
        {act.data !== undefined && (
          <p role="status" className={css["sent"]}>
            <IconCheck size={16} stroke={2} aria-hidden="true" />
            <span>
              {t("mailEdit.testSent", { to: act.data.to, subject: act.data.subject })}{" "}
              {isLocal && (
                <Link to="/outbox" search={{ to: act.data.to }}>
                  {t("nav.outbox")}
                </Link>
              )}
            </span>
          </p>
        )}
        <footer className={dialog["actions"]}>
          <Button variant="default" onClick={close}>
            {t(act.data === undefined ? "dialog.cancel" : "dialog.close")}
          </Button>
          <Button type="submit" loading={act.isPending} disabled={wrong}>
            {t("mailEdit.testDo")}
          </Button>
        </footer>
      </form>
    </Modal>
  );
};
