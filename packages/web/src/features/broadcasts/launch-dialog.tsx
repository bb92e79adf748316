import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Broadcast, launchBroadcast } from "../../api/broadcasts.ts";
import type { Trial } from "../../api/bulk.ts";
import { Problem } from "../../api.ts";
import { explain } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./broadcasts.module.css";
import { useAudience } from "./use-audience.ts";

/** Sending cannot be taken back, so it asks first, with the number and the time. */
export const LaunchDialog = ({
  broadcast,
  trial,
  close,
}: {
  broadcast: Broadcast;
  trial: Trial;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const audience = useAudience();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () => launchBroadcast(broadcast.id),
    onSuccess: (launched) => {
      queries.setQueryData(["broadcasts", launched.id], launched);
      void queries.invalidateQueries({ queryKey: ["broadcasts"], exact: true });
      close();
    },
  });
  const { startAt, name } = broadcast;
  const figure = format.count(trial.applied);
  const refused = Object.values(trial.refused).reduce((sum, n) => sum + n, 0);
  const failure = act.error && explain(act.error, t);
  const problems = act.error instanceof Problem ? act.error.problems : [];
  const isLaw = act.error instanceof Problem && act.error.reason === "law";
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("broadcast.confirm", { name })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <ul className={css["facts"]}>
        <li>{t("broadcast.confirmWho", { audience: audience(broadcast.audience), figure })}</li>
        <li>
          {startAt === undefined
            ? t("broadcast.confirmNow")
            : t("broadcast.confirmAt", { at: format.moment(startAt, now) })}
        </li>
        {refused > 0 && <li>{t("broadcast.confirmRefused", { figure: format.count(refused) })}</li>}
        <li>{t(startAt === undefined ? "broadcast.finalNow" : "broadcast.finalLater")}</li>
      </ul>
      {failure !== null && (
        <div className={css["refusal"]} role="alert">
          <p>
            <b>{failure.what}</b> {isLaw ? t("broadcast.law") : failure.why}
          </p>
          {isLaw ? (
            <Link to="/settings/{-$section}" params={{ section: "sender" }}>
              {t("broadcast.fillLaw")}
            </Link>
          ) : (
            problems.map(({ path, message }) => <p key={path + message}>{message}</p>)
          )}
        </div>
      )}
      <footer className={css["actions"]}>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")}
        </Button>
        <Button loading={act.isPending} onClick={() => act.mutate()}>
          {t(startAt === undefined ? "broadcast.sendTo" : "broadcast.planTo", { count: trial.applied, figure })}
        </Button>
      </footer>
    </Modal>
  );
};
