import { Button, Checkbox, Modal, Skeleton } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { publish, reviewQuery } from "../../api/launch.ts";
import { explain, Failed, Loading } from "../../ui/states.tsx";
import { Changes } from "./changes.tsx";
import css from "./launch.module.css";
import { LawForm } from "./law-form.tsx";
import { Spread, usualPace } from "./spread.tsx";
import { useStage } from "./stage.ts";
import { useLaunch } from "./use-launch.ts";

const icons = { ok: IconCheck, warn: IconAlertTriangle, stop: IconAlertCircle };

/** Before publishing: what changes, who stays where, what must be put right. Publishing cannot be taken back, so it asks. */
export const LaunchDialog = ({
  close,
  edit,
  done,
}: {
  close: () => void;
  edit: (step: string) => void;
  done: (version: number, people: number) => void;
}) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { workflow, definition, vocabulary } = useStage();
  const review = useQuery(reviewQuery(workflow));
  const { query, checks, running } = useLaunch(workflow, true);
  const [chosen, setChosen] = useState<boolean>();
  const begins = beginningOf(definition.triggers ?? []);
  /** People who match but whose trigger lies in the past: they come in only when they are let in. */
  const asked = begins.bySelf ? 0 : (query.data?.population.people ?? 0);
  const lets = asked > 0 && (chosen ?? begins.usual);
  /** Whoever begins because of this publication. */
  const starting = begins.bySelf ? (query.data?.population.people ?? 0) : lets ? asked : 0;
  const [pace, setPace] = useState<number | null>();
  const perDay = pace === undefined ? usualPace(starting) : pace;
  const act = useMutation({
    mutationFn: () => publish(workflow, { people: lets, ...(starting === 0 || perDay === null ? {} : { perDay }) }),
    onSuccess: async ({ version, people = 0 }) => {
      await queries.invalidateQueries();
      done(version, people);
    },
  });
  const refusal = act.error && explain(act.error, t);
  const good = checks?.filter(({ state }) => state !== "stop").length ?? 0;
  const stopped = checks === undefined || good < checks.length;
  const to = review.data?.to ?? 1;
  const failed = query.error ?? review.error;
  return (
    <Modal
      opened
      onClose={close}
      size={600}
      title={
        <span className={css["title"]}>
          <b>{t("launch.title", { version: to })}</b>
          {checks !== undefined && (
            <span>
              {good} / {checks.length}
            </span>
          )}
        </span>
      }
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {failed !== null && <Failed error={failed} retry={() => void Promise.all([query.refetch(), review.refetch()])} />}
      {checks === undefined && failed === null && (
        <Loading>
          {[1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={20} mb="sm" />
          ))}
        </Loading>
      )}
      {review.data !== undefined && (
        <section className={css["part"]}>
          <h3>{t("launch.changes")}</h3>
          <Changes review={review.data} vocabulary={vocabulary} />
          {review.data.staying.length > 0 && (
            <p className={css["small"]}>
              {review.data.staying
                .map(({ version, people }) => t("launch.staying", { version, count: people }))
                .join(t("words.list"))}
            </p>
          )}
        </section>
      )}
      {checks !== undefined && (
        <ul className={css["checks"]}>
          {checks
            .toSorted((a, b) => rank[a.state] - rank[b.state])
            .map(({ id, state, text, step, law }) => {
              const Icon = icons[state];
              return (
                <li key={id} data-state={state}>
                  <div>
                    <Icon size={17} stroke={1.7} aria-label={t(`check.${state}`)} />
                    <span>{text}</span>
                    {step !== undefined && (
                      <Button size="xs" variant="default" onClick={() => edit(step)}>
                        {t("launch.fix")}
                      </Button>
                    )}
                  </div>
                  {law !== undefined && <LawForm missing={law} />}
                </li>
              );
            })}
        </ul>
      )}
      {asked > 0 && (
        <Checkbox
          mt="sm"
          label={t("launch.letIn", { count: asked })}
          description={t("launch.letInWhy")}
          checked={chosen ?? begins.usual}
          onChange={({ currentTarget }) => setChosen(currentTarget.checked)}
        />
      )}
      {starting > 1 && <Spread people={starting} perDay={perDay} change={setPace} />}
      {refusal !== null && (
        <p role="alert" className={css["refusal"]}>
          <b>{refusal.what}</b> {refusal.why}
        </p>
      )}
      <footer className={css["actions"]}>
        <p className={css["small"]}>
          {running
            ? t("launch.running")
            : stopped
              ? t("launch.first")
              : t(begins.bySelf ? "launch.ready" : "launch.waits")}
        </p>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")}
        </Button>
        <Button
          leftSection={<IconPlayerPlay size={16} stroke={1.7} />}
          aria-disabled={stopped}
          variant={stopped ? "default" : "filled"}
          loading={act.isPending}
          onClick={() => !stopped && act.mutate()}
        >
          {t("launch.do")}
        </Button>
      </footer>
    </Modal>
  );
};

/** Silence and conditions take in whoever matches by themselves; other triggers need something to happen first. */
const beginningOf = (triggers: { kind: string }[]): { bySelf: boolean; usual: boolean } => ({
  bySelf: triggers.some(({ kind }) => kind === "dormant" || kind === "condition"),
  usual: triggers.some(({ kind }) => kind === "dealLost"),
});

const rank = { stop: 0, ok: 1, warn: 2 };
