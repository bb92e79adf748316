import { Button, Modal, Select, TagsInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Act, beginBulk, type Selection, trialQuery } from "../../api/bulk.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { WhatHappens } from "../../ui/what-happens.tsx";
import { useSay } from "../../ui/words.ts";
import type { ActKind } from "./acts-bar.tsx";
import css from "./bulk.module.css";

const NOBODY = "-";

/** One act on many: what it is, what would happen to whom, and the button that carries the number. */
export const BulkDialog = ({
  kind,
  selection,
  close,
  begun,
}: {
  kind: ActKind;
  selection: Selection;
  close: () => void;
  begun: (job: string) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useFailure();
  const [act, setAct] = useState<Act | undefined>(kind === "optOut" ? { kind } : undefined);
  const trial = useQuery({
    ...trialQuery(act ?? { kind: "optOut" }, selection),
    enabled: act !== undefined,
  });
  const start = useMutation({
    mutationFn: (asked: Act) => beginBulk(asked, selection),
    onSuccess: ({ job }) => begun(job),
    onError: tell,
  });
  const applied = act === undefined ? undefined : trial.data?.applied;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<b>{t(`bulkTitle.${kind}`)}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <ActFields kind={kind} act={act} change={setAct} />
      {act !== undefined && <WhatHappens query={trial} />}
      {kind === "optOut" && <p className={css["final"]}>{t("bulk.optOutFinal")}</p>}
      <footer className={css["actions"]}>
        <span>{kind === "optOut" ? "" : t("bulk.canUndo")}</span>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")}
        </Button>
        <Button
          {...(kind === "optOut" ? { color: "red.9" } : {})}
          disabled={applied === undefined || applied === 0}
          loading={start.isPending}
          onClick={() => act !== undefined && start.mutate(act)}
        >
          {applied === undefined
            ? t(`bulkAct.${kind}`)
            : t(`bulkDo.${kind}`, {
                count: applied,
                figure:
                  trial.data?.all === false ? t("bulk.atLeast", { n: format.count(applied) }) : format.count(applied),
              })}
        </Button>
      </footer>
    </Modal>
  );
};

const ActFields = ({
  kind,
  act,
  change,
}: {
  kind: ActKind;
  act: Act | undefined;
  change: (act: Act | undefined) => void;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const words = useQuery(vocabularyQuery).data;
  const workflows = useQuery(workflowsQuery).data?.items ?? [];
  switch (kind) {
    case "enrol":
      return (
        <Select
          label={t("bulk.workflow")}
          data-autofocus
          searchable
          nothingFoundMessage={t("enrol.none")}
          value={act?.kind === "enrol" ? act.workflow : null}
          data={workflows
            .filter(({ state }) => state === "running")
            .map(({ id, name }) => ({ value: id, label: say(name, id) }))}
          onChange={(workflow) => change(workflow === null ? undefined : { kind, workflow })}
        />
      );
    case "tag": {
      const { add = [], remove = [] } = act?.kind === "tag" ? act : {};
      const known = words?.tags.map(({ name }) => name) ?? [];
      const set = (next: { add: string[]; remove: string[] }) =>
        change(
          next.add.length + next.remove.length === 0
            ? undefined
            : {
                kind,
                ...(next.add.length === 0 ? {} : { add: next.add }),
                ...(next.remove.length === 0 ? {} : { remove: next.remove }),
              },
        );
      return (
        <div className={css["pair"]}>
          <TagsInput
            label={t("bulk.addTags")}
            data-autofocus
            data={known}
            value={add}
            onChange={(tags) => set({ add: tags, remove })}
          />
          <TagsInput
            label={t("bulk.removeTags")}
            data={known}
            value={remove}
            onChange={(tags) => set({ add, remove: tags })}
          />
        </div>
      );
    }
    case "owner":
      return (
        <Select
          label={t("bulk.owner")}
          data-autofocus
          searchable
          value={act?.kind === "owner" ? (act.owner ?? NOBODY) : null}
          data={[
            ...(words?.reps ?? []).map(({ id, name }) => ({ value: id, label: name })),
            { value: NOBODY, label: t("bulk.nobody") },
          ]}
          onChange={(owner) => change(owner === null ? undefined : { kind, owner: owner === NOBODY ? null : owner })}
        />
      );
    case "optOut":
      return null;
    default:
      return kind satisfies never;
  }
};
