import { ActionIcon, Button, Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addTask, changeTask, leadTasksQuery, removeTask, type Task } from "../../api/tasks.ts";
import { meQuery, settingsQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { instant } from "../../ui/format.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { instantOf, wallOf } from "../../ui/zoned.ts";
import css from "./tasks.module.css";

const HOUR = 3_600_000;

/** What is still to be done for this person: callbacks that were promised, and anything else. */
export const Tasks = ({ lead }: { lead: string }) => {
  const { t } = useTranslation();
  const tell = useFailure();
  const undo = useUndo();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const query = leadTasksQuery(lead);
  const tasks = useQuery(query).data?.items ?? [];
  const refresh = () =>
    Promise.all([queries.invalidateQueries(query), queries.invalidateQueries({ queryKey: ["tasks"] })]);
  const show = (items: Task[]) => queries.setQueryData(query.queryKey, { items });
  const turn = useMutation({
    mutationFn: ({ task, done }: { task: Task; done: boolean }) => changeTask(task, { done }),
    onSettled: refresh,
    onError: tell,
  });
  const remove = (task: Task) => {
    show(tasks.filter(({ id }) => id !== task.id));
    undo({ text: t("task.removed"), run: () => removeTask(task).then(refresh), undo: () => show(tasks) });
  };
  return (
    <Card
      title={t("task.title")}
      aside={
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          aria-expanded={adding}
          onClick={() => setAdding((open) => !open)}
        >
          {t("task.add")}
        </Button>
      }
    >
      {adding && (
        <TaskForm
          lead={lead}
          close={async () => {
            setAdding(false);
            await refresh();
          }}
        />
      )}
      {tasks.length === 0 && !adding && <p className={css["none"]}>{t("task.none")}</p>}
      <ul className={css["list"]}>
        {tasks.map((task) => (
          <Row key={task.id} task={task} turn={(done) => turn.mutate({ task, done })} remove={() => remove(task)} />
        ))}
      </ul>
    </Card>
  );
};

const Row = ({ task, turn, remove }: { task: Task; turn: (done: boolean) => void; remove: () => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const reps = useQuery(settingsQuery).data?.reps;
  const isDone = task.doneAt !== undefined;
  const isLate = !isDone && instant(task.dueAt) < now;
  const text = task.text ?? t(`taskKind.${task.kind}`);
  return (
    <li data-done={isDone || undefined}>
      <Checkbox size="xs" checked={isDone} label={text} onChange={({ currentTarget }) => turn(currentTarget.checked)} />
      <small>
        {isLate ? (
          <Pill tone="danger">{t("task.late", { at: format.moment(task.dueAt, now) })}</Pill>
        ) : (
          t(isDone ? "task.doneAt" : "task.until", { at: format.moment(task.doneAt ?? task.dueAt, now) })
        )}
        {task.owner !== undefined && <span>{reps?.find(({ id }) => id === task.owner)?.name ?? task.owner}</span>}
      </small>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("task.remove", { text })} onClick={remove}>
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  );
};

const TaskForm = ({ lead, close }: { lead: string; close: () => Promise<void> }) => {
  const { t } = useTranslation();
  const now = useNow();
  const tell = useFailure();
  const me = useQuery(meQuery).data;
  const zone = me?.timeZone ?? "Asia/Tokyo";
  const [kind, setKind] = useState<Task["kind"]>("callback");
  const [text, setText] = useState("");
  const [wall, setWall] = useState(() => wallOf(Math.ceil(now / HOUR) * HOUR + HOUR, zone));
  const dueAt = instantOf(wall, zone);
  const add = useMutation({
    mutationFn: (at: string) =>
      addTask(lead, {
        kind,
        dueAt: at,
        ...(text.trim() === "" ? {} : { text: text.trim() }),
        ...(me?.rep === undefined ? {} : { owner: me.rep }),
      }),
    onSuccess: close,
    onError: tell,
  });
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (dueAt !== undefined) add.mutate(dueAt);
      }}
    >
      <SegmentedControl
        size="xs"
        aria-label={t("task.kind")}
        value={kind}
        onChange={(value) => setKind(value === "callback" ? "callback" : "task")}
        data={(["callback", "task"] as const).map((value) => ({ value, label: t(`taskKind.${value}`) }))}
      />
      <TextInput
        size="xs"
        label={t("task.text")}
        maxLength={500}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="datetime-local"
        label={t("task.dueAt")}
        value={wall}
        onChange={({ currentTarget }) => setWall(currentTarget.value)}
      />
      <Button type="submit" size="xs" disabled={dueAt === undefined} loading={add.isPending}>
        {t("task.save")}
      </Button>
    </form>
  );
};
