import { ActionIcon, Button, Menu, SegmentedControl } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconDotsVertical,
  IconPlayerPause,
  IconPlayerPlay,
  IconUsersGroup,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { pause, resume, type Workflow } from "../../api/workflows.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Pill } from "../../ui/pill.tsx";
import { StatePill } from "../../ui/state-pill.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import css from "./bar.module.css";
import { same } from "./document/history.ts";
import { withIds } from "./document/places.ts";
import { useStage } from "./stage.ts";
import type { Document } from "./use-document.ts";

/** Which workflow, in which state; what can be done with the whole of it. */
export const Bar = ({
  workflow,
  document: edited,
  text,
  show,
  nextProblem,
  publish,
  preview,
  move,
  phone,
}: {
  workflow: Workflow;
  document: Document;
  text: boolean;
  show: (view: "yaml" | undefined) => void;
  nextProblem: () => void;
  publish: () => void;
  preview: () => void;
  move: () => void;
  phone: boolean;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const tell = useFailure();
  const queries = useQueryClient();
  const { problems, figures } = useStage();
  const { id, state, version, published } = workflow;
  const runs = state === "running";
  const turn = useMutation({
    mutationFn: () => (runs ? pause(id) : resume(id)),
    onSuccess: () => queries.invalidateQueries(),
    onError: tell,
  });
  const next = (version ?? 0) + 1;
  const changed = published === undefined || !same(withIds(published), edited.definition);
  const inside = [...(figures?.step.values() ?? [])].reduce((sum, { waiting = 0 }) => sum + waiting, 0);
  return (
    <header className={css["bar"]}>
      <Link to="/workflows/$id" params={{ id }} aria-label={t("builder.back")} className={css["back"] ?? ""}>
        <IconChevronLeft size={20} />
      </Link>
      <h1>{say(edited.definition.name, id)}</h1>
      <div className={css["facts"]}>
        {version !== undefined && <StatePill state={state} version={version} />}
        {inside > 0 && <Pill tone="ok">{t("workflows.people", { count: inside })}</Pill>}
        {changed && <Pill tone="ai">{t("builder.draft", { version: next })}</Pill>}
        <span role="status">
          {edited.state === "saved" && edited.savedAt !== undefined
            ? t("builder.savedAt", { time: format.time(edited.savedAt) })
            : t(`saveState.${edited.state}`)}
        </span>
      </div>
      <div className={css["actions"]}>
        {!phone && (
          <SegmentedControl
            size="xs"
            value={text ? "yaml" : "diagram"}
            onChange={(value) => show(value === "yaml" ? "yaml" : undefined)}
            data={[
              { value: "diagram", label: t("builder.diagram") },
              { value: "yaml", label: "YAML" },
            ]}
          />
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("builder.undo")}
          disabled={!edited.canUndo}
          onClick={edited.undo}
        >
          <IconArrowBackUp size={18} stroke={1.7} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("builder.redo")}
          disabled={!edited.canRedo}
          onClick={edited.redo}
        >
          <IconArrowForwardUp size={18} stroke={1.7} />
        </ActionIcon>
        <Button
          variant="default"
          leftSection={phone ? undefined : <IconPlayerPlay size={16} stroke={1.7} />}
          onClick={preview}
        >
          {t("builder.preview")} <Keycap>P</Keycap>
        </Button>
        {problems.length > 0 && (
          <Button
            variant="outline"
            color="red.9"
            className={css["problems"] ?? ""}
            leftSection={<IconAlertTriangle size={16} stroke={1.7} />}
            onClick={nextProblem}
          >
            {t("workflows.problems", { count: problems.length })}
          </Button>
        )}
        <Button variant={problems.length > 0 ? "default" : "filled"} onClick={publish}>
          {t("builder.publish", { version: next })}
        </Button>
        {version !== undefined && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={34} aria-label={t("builder.more")}>
                <IconDotsVertical size={18} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={runs ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
                onClick={() => turn.mutate()}
              >
                {t(runs ? "workflow.pause" : "workflow.resume")}
              </Menu.Item>
              <Menu.Item leftSection={<IconUsersGroup size={16} />} onClick={move}>
                {t("move.open")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </header>
  );
};
