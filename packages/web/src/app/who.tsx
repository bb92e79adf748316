import { Menu } from "@mantine/core";
import { IconLogout, IconUser } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { clockQuery } from "../api/local.ts";
import { meQuery, type Role, roles, signOut } from "../api/workspace.ts";
import { takeRole } from "../api.ts";
import { useFailure } from "../ui/undo.tsx";

/** Who one is. On one's own machine one may be somebody else; elsewhere one signs out here. */
export const Who = ({ className, short = false }: { className: string; short?: boolean }) => {
  const { t } = useTranslation();
  const tell = useFailure();
  const { data: me } = useQuery(meQuery);
  const { data: clock } = useQuery(clockQuery);
  const become = useMutation({
    mutationFn: (role: Role) => takeRole(role),
    onSuccess: () => location.reload(),
    onError: tell,
  });
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: ({ to }) => location.assign(to),
    onError: tell,
  });
  if (me?.role === undefined) return null;
  const role = t(`who.${me.role}`);
  const isLocal = clock !== null && clock !== undefined;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <button type="button" className={className} aria-label={t("who.title", { role })}>
          <IconUser size={18} stroke={1.7} aria-hidden="true" />
          {!short && role}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {!isLocal && me.name !== undefined && <Menu.Label>{me.name}</Menu.Label>}
        {isLocal &&
          roles.map((one) => (
            <Menu.Item key={one} disabled={one === me.role} onClick={() => become.mutate(one)}>
              {t(`who.${one}`)}
            </Menu.Item>
          ))}
        {!isLocal && (
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
            {t("who.signOut")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
