import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Effects, publishModel } from "../../api/scoring.ts";
import { useFailure } from "../../ui/undo.tsx";
import css from "./publish.module.css";
import { Signatures } from "./signatures.tsx";
import type { Modelling } from "./use-model.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** What changes, what it does to people, who must agree: then it is published, which cannot be taken back unseen. */
export const PublishDialog = ({
  state: { changes, draft, version, saving },
  effects,
  close,
  done,
}: {
  state: Modelling;
  effects: Effects | undefined;
  close: () => void;
  done: (version: number) => void;
}) => {
  const { t } = useTranslation();
  const words = useRuleWords();
  const tell = useFailure();
  const queries = useQueryClient();
  const publish = useMutation({
    mutationFn: publishModel,
    onSuccess: async ({ version: made }) => {
      await queries.invalidateQueries({ queryKey: ["scoring"] });
      done(made);
    },
    onError: tell,
  });
  const open = draft?.missing ?? [];
  const ready = draft !== undefined && open.length === 0 && !saving;
  return (
    <Modal
      opened
      onClose={close}
      size={560}
      title={<b>{t("scoring.publishTitle", { version: version + 1 })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <div className={css["dialog"]}>
        <section>
          <h3>{t("scoring.whatChanges")}</h3>
          <ul>
            {changes.map((one) => (
              <li key={JSON.stringify(one)}>{words.change(one)}</li>
            ))}
          </ul>
        </section>
        {effects !== undefined && (
          <section>
            <h3>{t("scoring.whatFollows")}</h3>
            <ul>
              <li>{t("scoring.follows.up", { count: effects.lines.insideSales.up })}</li>
              <li>{t("scoring.follows.down", { count: effects.lines.insideSales.down })}</li>
              <li>{t("scoring.follows.handsOver", { count: effects.handsOver })}</li>
              <li>{t("scoring.follows.kept", { count: effects.kept })}</li>
              {!effects.all && <li>{t("scoring.follows.sampled", { count: effects.looked })}</li>}
            </ul>
          </section>
        )}
        {draft !== undefined && (open.length > 0 || draft.signedOff.length > 0) && <Signatures draft={draft} />}
        <div className={css["acts"]}>
          {!ready && open.length > 0 && <p>{t("scoring.waitsForSigns")}</p>}
          <Button variant="default" onClick={close}>
            {t("dialog.cancel")}
          </Button>
          <Button loading={publish.isPending} disabled={!ready} onClick={() => publish.mutate()}>
            {t("scoring.publishDo")}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
