import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addTask } from "../../api/tasks.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useNow } from "../../ui/use-format.ts";
import css from "./extras.module.css";
import { type Later, laters, whenOf } from "./later.ts";

/** One line: what, and when. */
export const AddTask = ({ lead, owner, end }: { lead: string; owner: string | undefined; end: () => void }) => {
  const { t } = useTranslation();
  const now = useNow();
  const [text, setText] = useState("");
  const [later, setLater] = useState<Later>("tomorrow");
  const add = useMutation({
    mutationFn: () =>
      addTask(lead, {
        kind: "task",
        dueAt: new Date(whenOf(later, now)).toISOString(),
        ...(text.trim() === "" ? {} : { text: text.trim() }),
        ...(owner === undefined ? {} : { owner }),
      }),
    onSuccess: end,
    onError: useFailure(),
  });
  return (
    <div className={css["adding"]}>
      <TextInput
        autoFocus
        aria-label={t("desk.what")}
        placeholder={t("desk.whatFor")}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <NativeSelect
        aria-label={t("desk.when")}
        value={later}
        data={laters.map((value) => ({ value, label: t(`desk.later.${value}`) }))}
        onChange={({ currentTarget }) => setLater(laters.find((one) => one === currentTarget.value) ?? "tomorrow")}
      />
      <Button size="xs" loading={add.isPending} onClick={() => add.mutate()}>
        {t("desk.add")}
      </Button>
      <ActionIcon variant="subtle" aria-label={t("dialog.cancel")} onClick={end}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
};
