import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconClock, IconPlayerTrackNext } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { advanceClock, clockQuery, removeSample, sampleQuery } from "../api/local.ts";
import { useFailure } from "../ui/undo.tsx";
import { useFormat, useNow } from "../ui/use-format.ts";
import css from "./local-bar.module.css";

/** Only in the local run: whose time it is, moving it on, and that the company is made up. */
export const LocalBar = ({ phone }: { phone: boolean }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tell = useFailure();
  const format = useFormat();
  const now = useNow();
  const { data: clock } = useQuery(clockQuery);
  const { data: sample } = useQuery(sampleQuery);
  const [asked, ask] = useDisclosure();
  const refresh = () => queries.invalidateQueries();
  const advance = useMutation({ mutationFn: advanceClock, onSuccess: refresh, onError: tell });
  const remove = useMutation({
    mutationFn: removeSample,
    onSuccess: () => {
      ask.close();
      return refresh();
    },
    onError: tell,
  });
  const speed = clock?.speed ?? 1;
  return (
    <div className={css["bar"]}>
      {sample?.sample === true && (
        <>
          {!phone && <b>{t("local.sample")}</b>}
          <button type="button" className={css["link"]} onClick={ask.open}>
            {t("local.remove")}
          </button>
        </>
      )}
      <span className={css["clock"]}>
        <IconClock size={15} stroke={1.7} aria-hidden="true" />
        <time>{format.moment(now, now)}</time>
        {!phone && speed !== 1 && (
          <span className={css["speed"]}>{t("local.speed", { speed: format.count(speed) })}</span>
        )}
      </span>
      {[1, 7].map((days) => (
        <Button
          key={days}
          size="xs"
          variant="default"
          className={css["step"] ?? ""}
          disabled={advance.isPending}
          loading={advance.isPending && advance.variables === `P${days}D`}
          leftSection={phone ? undefined : <IconPlayerTrackNext size={13} />}
          onClick={() => advance.mutate(`P${days}D`)}
        >
          {t(phone ? "local.daysShort" : "local.days", { count: days })}
        </Button>
      ))}
      <Modal
        opened={asked}
        onClose={ask.close}
        title={t("local.removeTitle")}
        closeButtonProps={{ "aria-label": t("dialog.close") }}
      >
        <p>{t("local.removeText")}</p>
        <div className={css["actions"]}>
          <Button variant="default" onClick={ask.close}>
            {t("dialog.cancel")}
          </Button>
          <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t("local.removeDo")}
          </Button>
        </div>
      </Modal>
    </div>
  );
};
