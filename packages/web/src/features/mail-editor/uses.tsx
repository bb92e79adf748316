import { Menu, UnstyledButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { MailUse } from "../../api/mails.ts";
import { useSay } from "../../ui/words.ts";
import css from "./bar.module.css";

/** Who sends the mail, one press away. */
export const Uses = ({ uses }: { uses: MailUse[] }) => {
  const { t } = useTranslation();
  const say = useSay();
  const navigate = useNavigate();
  if (uses.length === 0) return <span>{t("mails.unused")}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={css["uses"] ?? ""}>{t("mailEdit.uses", { count: uses.length })}</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {uses.map(({ workflow, name, state }) => (
          <Menu.Item key={workflow} onClick={() => void navigate({ to: "/workflows/$id", params: { id: workflow } })}>
            {say(name, workflow)}
            {state !== "running" && ` (${t(`mailUse.${state}`)})`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
