import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { assign } from "../../api/handoffs.ts";
import type { Need } from "../../api/today.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { useFailure, useUndo } from "../../ui/undo.tsx";

type Over = Extract<Need, { kind: "handOffsOver" }>;

/** Gives an overdue hand-off to somebody else, at once; one press takes it back. */
export const Reassign = ({ need: { first }, className }: { need: Over; className: string }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useUndo();
  const tell = useFailure();
  const reps = useQuery(settingsQuery).data?.reps ?? [];
  const refresh = () => queries.invalidateQueries();
  const give = useMutation({
    mutationFn: (owner: string) => assign(first.handoff, owner),
    onSuccess: async (_, owner) => {
      const { owner: before } = first;
      undo({
        text: t("today.given", {
          name: first.name ?? t("lead.unnamed"),
          owner: reps.find(({ id }) => id === owner)?.name ?? owner,
        }),
        run: async () => undefined,
        undo: () => {
          if (before !== undefined) void assign(first.handoff, before).then(refresh, tell);
        },
      });
      await refresh();
    },
    onError: tell,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          className={className}
          loading={give.isPending}
          rightSection={<IconChevronDown size={14} />}
        >
          {t("today.reassign")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reps
          .filter(({ id }) => id !== first.owner)
          .map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => give.mutate(id)}>
              {t("today.giveTo", { name })}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
};
