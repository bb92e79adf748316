import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { assign } from "../api/handoffs.ts";
import { settingsQuery } from "../api/workspace.ts";
import { useMay } from "./may.ts";
import { useFailure, useUndo } from "./undo.tsx";

/** Gives a hand-off to somebody else, at once; one press takes it back. */
export const OwnerMenu = ({
  handoff,
  owner: before,
  name,
  label,
  className = "",
  size = "sm",
}: {
  handoff: string;
  owner: string | undefined;
  name: string | undefined;
  label: string;
  className?: string;
  size?: string;
}) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useUndo();
  const tell = useFailure();
  const may = useMay();
  const reps = useQuery(settingsQuery).data?.reps ?? [];
  const refresh = () => queries.invalidateQueries();
  const give = useMutation({
    mutationFn: (owner: string) => assign(handoff, owner),
    onSuccess: async (_, owner) => {
      undo({
        text: t("owner.given", {
          name: name ?? t("lead.unnamed"),
          owner: reps.find(({ id }) => id === owner)?.name ?? owner,
        }),
        run: async () => undefined,
        undo: () => {
          if (before !== undefined) void assign(handoff, before).then(refresh, tell);
        },
      });
      await refresh();
    },
    onError: tell,
  });
  if (!may("insideSales")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size={size}
          className={className}
          loading={give.isPending}
          rightSection={<IconChevronDown size={14} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reps
          .filter(({ id }) => id !== before)
          .map((rep) => (
            <Menu.Item key={rep.id} onClick={() => give.mutate(rep.id)}>
              {t("owner.giveTo", { name: rep.name })}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
};
