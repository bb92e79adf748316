import { Button, CloseButton, Progress } from "@mantine/core";
import { IconArrowBackUp, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { bulkJobQuery, stopBulk, undoBulk } from "../../api/bulk.ts";
import { Failed } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./bulk.module.css";

/** How far a bulk act is; it stands in the URL, so a reload finds it again. Over: what came of it, and the way back. */
export const JobStrip = ({ id, open }: { id: string; open: (job: string | undefined) => void }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const tell = useFailure();
  const queries = useQueryClient();
  const { data: job, error, refetch } = useQuery(bulkJobQuery(id));
  const state = job?.state;
  useEffect(() => {
    if (state !== undefined && state !== "running") void queries.invalidateQueries({ queryKey: ["leads"] });
  }, [state, queries]);
  const stop = useMutation({ mutationFn: () => stopBulk(id), onSuccess: () => refetch(), onError: tell });
  const undo = useMutation({ mutationFn: () => undoBulk(id), onSuccess: (made) => open(made.job), onError: tell });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (job === undefined) return null;
  const { act, bulk, done, total } = job;
  const what = t(job.takesBack === undefined ? `bulkAct.${act.kind}` : "bulk.takingBack", {
    act: t(`bulkAct.${act.kind}`),
  });
  const refused = Object.entries(bulk?.refused ?? {});
  const figures = t("bulk.progress", { done: format.count(done), total: format.count(total) });
  return (
    <section className={css["strip"]} aria-label={what} data-state={job.state}>
      <b>{what}</b>
      {job.state === "running" ? (
        <>
          <Progress
            className={css["bar"] ?? ""}
            value={total === 0 ? 0 : (done / total) * 100}
            aria-label={what}
            aria-valuetext={figures}
          />
          <span>{figures}</span>
          {job.takesBack === undefined && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlayerStop size={14} />}
              loading={stop.isPending}
              onClick={() => stop.mutate()}
            >
              {t("bulk.stop")}
            </Button>
          )}
        </>
      ) : (
        <>
          <p role="status">
            {job.state === "failed"
              ? t("bulk.failed", { error: job.error ?? "" })
              : [
                  t(job.stopped === true ? "bulk.stopped" : "bulk.done", {
                    count: bulk?.applied ?? done,
                    figure: format.count(bulk?.applied ?? done),
                  }),
                  ...refused.map(([reason, n]) =>
                    t("bulk.refusedShort", { reason: term("refusal", reason), figure: format.count(n) }),
                  ),
                ].join(t("words.list"))}
          </p>
          {job.undoable && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconArrowBackUp size={14} />}
              loading={undo.isPending}
              onClick={() => undo.mutate()}
            >
              {t("undo.undo")}
            </Button>
          )}
          <CloseButton size="sm" aria-label={t("dialog.close")} onClick={() => open(undefined)} />
        </>
      )}
    </section>
  );
};
