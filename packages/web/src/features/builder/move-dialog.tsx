import { Button, Modal, NativeSelect, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../api/definition.ts";
import { reportQuery } from "../../api/report.ts";
import { jobQuery, type Move, moveAll, tryMove, versionQuery, versionsQuery } from "../../api/versions.ts";
import { explain } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { placesOf } from "./document/places.ts";
import css from "./launch.module.css";
import { useStage } from "./stage.ts";
import { useBuilderWords } from "./use-builder-words.ts";

/** People of an older version go to the newest one: step by step, with the count of each, tried before it is done. */
export const MoveDialog = ({ newest, close }: { newest: number; close: () => void }) => {
  const { t } = useTranslation();
  const { workflow } = useStage();
  const versions = useQuery(versionsQuery(workflow)).data?.items ?? [];
  const old = versions.filter(({ version, inside }) => version !== newest && inside > 0);
  const [picked, setPicked] = useState<number>();
  const from = picked ?? old[0]?.version;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<b>{t("move.title", { version: newest })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {from === undefined ? (
        <p>{t("move.nobody")}</p>
      ) : (
        <>
          {old.length > 1 && (
            <NativeSelect
              mb="sm"
              label={t("move.from")}
              value={`${from}`}
              data={old.map(({ version, inside }) => ({
                value: `${version}`,
                label: t("move.version", { version, count: inside }),
              }))}
              onChange={({ currentTarget }) => setPicked(Number(currentTarget.value))}
            />
          )}
          <Mapping key={from} from={from} to={newest} close={close} />
        </>
      )}
    </Modal>
  );
};

const LEAVES = "";

const Mapping = ({ from, to, close }: { from: number; to: number; close: () => void }) => {
  const { workflow } = useStage();
  const before = useQuery(versionQuery(workflow, from)).data?.definition;
  const after = useQuery(versionQuery(workflow, to)).data?.definition;
  const figures = useQuery(reportQuery(workflow)).data?.versions.find(({ version }) => version === from)?.steps ?? [];
  if (before === undefined || after === undefined) return null;
  const waiting = new Map(figures.map(({ id, waiting: people = 0 }) => [id, people]));
  return <Rows before={before} after={after} waiting={waiting} from={from} to={to} close={close} />;
};

const Rows = ({
  before,
  after,
  waiting,
  from,
  to,
  close,
}: {
  before: Definition;
  after: Definition;
  waiting: ReadonlyMap<string, number>;
  from: number;
  to: number;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const { workflow, vocabulary } = useStage();
  const words = useBuilderWords(vocabulary);
  const targets = placesOf(after);
  const rows = placesOf(before).filter(({ id }) => (waiting.get(id) ?? 0) > 0);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const targetOf = (id: string): string => chosen[id] ?? (targets.some((place) => place.id === id) ? id : LEAVES);
  const map: Move["map"] = Object.fromEntries(
    rows.map(({ id }) => [id, targetOf(id) === LEAVES ? null : targetOf(id)]),
  );
  const move = { from, to, map };
  const trial = useQuery({
    queryKey: ["workflow", workflow, "move", move],
    queryFn: () => tryMove(workflow, move),
    staleTime: 0,
  });
  const act = useMutation({ mutationFn: () => moveAll(workflow, move), onSuccess: () => queries.invalidateQueries() });
  const refusal = [trial.error, act.error].flatMap((error) => (error === null ? [] : [explain(error, t)]))[0];
  const leaving =
    trial.data?.landings.filter((row) => row.to === undefined).reduce((sum, { people }) => sum + people, 0) ?? 0;
  if (act.data !== undefined) return <Progressing job={act.data.job} close={close} />;
  return (
    <>
      <table className={css["map"]}>
        <thead>
          <tr>
            <th>{t("move.step", { version: from })}</th>
            <th>{t("move.step", { version: to })}</th>
            <th>{t("move.people")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, step }) => (
            <tr key={id}>
              <td>{words.title(step)}</td>
              <td>
                <NativeSelect
                  aria-label={t("move.target", { step: words.title(step) })}
                  value={targetOf(id)}
                  data={[
                    ...targets.map((place) => ({ value: place.id, label: words.title(place.step) })),
                    { value: LEAVES, label: t("move.leaves") },
                  ]}
                  onChange={({ currentTarget }) => setChosen({ ...chosen, [id]: currentTarget.value })}
                />
              </td>
              <td>{format.count(waiting.get(id) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving > 0 && <p className={css["gone"]}>{t("move.leaving", { count: leaving })}</p>}
      {refusal !== undefined && (
        <p role="alert" className={css["refusal"]}>
          <b>{refusal.what}</b> {refusal.why}
        </p>
      )}
      <footer className={css["actions"]}>
        <p className={css["small"]}>{t("move.waited")}</p>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")}
        </Button>
        <Button disabled={trial.data === undefined} loading={act.isPending} onClick={() => act.mutate()}>
          {t("move.do", { count: trial.data?.total ?? 0 })}
        </Button>
      </footer>
    </>
  );
};

const Progressing = ({ job, close }: { job: string; close: () => void }) => {
  const { t } = useTranslation();
  const { data } = useQuery(jobQuery(job));
  const { done = 0, total = 0, state = "running" } = data ?? {};
  return (
    <div role="status">
      <p>{t(state === "running" ? "move.running" : state === "done" ? "move.done" : "move.failed", { done, total })}</p>
      <Progress
        mt="sm"
        value={total === 0 ? 100 : (done / total) * 100}
        aria-label={t("move.title", { version: "" })}
      />
      <footer className={css["actions"]}>
        <Button onClick={close}>{t("dialog.close")}</Button>
      </footer>
    </div>
  );
};
