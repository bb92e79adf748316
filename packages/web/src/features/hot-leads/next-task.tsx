import { Button, Checkbox } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeTask, leadTasksQuery } from "../../api/tasks.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { AddTask } from "./add-task.tsx";
import css from "./extras.module.css";

/** What was promised to this lead, and what comes next. */
export const NextTask = ({ lead, owner }: { lead: string; owner: string | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const tasks = useQuery(leadTasksQuery(lead)).data?.items.filter(({ doneAt }) => doneAt === undefined) ?? [];
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ["lead", lead, "tasks"] });
    await queries.invalidateQueries({ queryKey: ["tasks"] });
  };
  const finish = useMutation({
    mutationFn: (id: string) => changeTask({ id, leadId: lead }, { done: true }),
    onSuccess: refresh,
    onError: useFailure(),
  });
  useKeys([{ code: "KeyT", cap: "T", label: t("desk.next"), run: () => setAdding(true) }]);
  const end = async () => {
    setAdding(false);
    await refresh();
  };
  return (
    <section className={css["next"]} aria-label={t("desk.next")}>
      <h3>
        {t("desk.next")} <Keycap>T</Keycap>
      </h3>
      {tasks.map(({ id, text: what, kind, dueAt }) => (
        <Checkbox
          key={id}
          size="xs"
          mb={6}
          data-late={Date.parse(dueAt) < now || undefined}
          checked={finish.isPending && finish.variables === id}
          onChange={() => finish.mutate(id)}
          label={t("desk.taskAt", {
            what: what ?? t(kind === "callback" ? "desk.callback" : "desk.task"),
            at: format.moment(dueAt, now),
          })}
        />
      ))}
      {adding ? (
        <AddTask lead={lead} owner={owner} end={() => void end()} />
      ) : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCalendarPlus size={15} stroke={1.7} />}
          onClick={() => setAdding(true)}
        >
          {t("desk.addNext")}
        </Button>
      )}
    </section>
  );
};
