import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconAlertCircle,
  IconChevronLeft,
  IconDotsVertical,
  IconHistory,
  IconPencil,
  IconSend,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mail } from "../../api/mails.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useMay } from "../../ui/may.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat } from "../../ui/use-format.ts";
import css from "./bar.module.css";
import { RenameDialog } from "./rename-dialog.tsx";
import type { Written } from "./use-mail.ts";
import { Uses } from "./uses.tsx";

/** Which mail, in which state, who sends it; what can be done with the whole of it. */
export const Bar = ({
  mail,
  written,
  from,
  faults,
  nextFault,
  open,
}: {
  mail: Mail;
  written: Written;
  /** The workflow that one came from. */
  from: string | undefined;
  faults: number;
  nextFault: () => void;
  open: (dialog: "test" | "publish" | "versions") => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay()("marketer");
  const [naming, setNaming] = useState(false);
  const { id, version, uses, changed } = mail;
  const { draft, state, savedAt } = written;
  const next = (version ?? 0) + 1;
  const isNew = changed || (state !== "saved" && state !== "forbidden");
  const running = uses.some((use) => use.state === "running");
  const back = <IconChevronLeft size={20} />;
  return (
    <header className={css["bar"]}>
      {from === undefined ? (
        <Link to="/mails" aria-label={t("mailEdit.back")} className={css["back"] ?? ""}>
          {back}
        </Link>
      ) : (
        <Link
          to="/workflows/$id/edit"
          params={{ id: from }}
          aria-label={t("mailEdit.backTo")}
          className={css["back"] ?? ""}
        >
          {back}
        </Link>
      )}
      <h1>{draft.name ?? id}</h1>
      {may && (
        <ActionIcon variant="subtle" color="gray" aria-label={t("mailEdit.rename")} onClick={() => setNaming(true)}>
          <IconPencil size={16} stroke={1.7} />
        </ActionIcon>
      )}
      <div className={css["facts"]}>
        {version !== undefined && (
          <Pill tone={running ? "ok" : "plain"}>{t(running ? "mails.inUse" : "mails.published", { version })}</Pill>
        )}
        {isNew && <Pill tone="ai">{t("mails.draft", { version: next })}</Pill>}
        <Uses uses={uses} />
        <span role="status">
          {state === "saved" && savedAt !== undefined
            ? t("mailEdit.savedAt", { time: format.time(savedAt) })
            : t(`mailState.${state}`)}
        </span>
      </div>
      <div className={css["actions"]}>
        {may && (
          <Button variant="default" leftSection={<IconSend size={16} stroke={1.7} />} onClick={() => open("test")}>
            {t("mailEdit.test")} <Keycap>T</Keycap>
          </Button>
        )}
        {faults > 0 && (
          <Button
            variant="outline"
            color="red.9"
            className={css["faults"] ?? ""}
            leftSection={<IconAlertCircle size={16} stroke={1.7} />}
            onClick={nextFault}
          >
            {t("mailEdit.faults", { count: faults })}
          </Button>
        )}
        {may && (
          <Button
            variant={faults > 0 || !isNew ? "default" : "filled"}
            {...(isNew ? {} : { "aria-disabled": true, title: t("mailEdit.nothingNew"), className: css["idle"] ?? "" })}
            onClick={() => isNew && open("publish")}
          >
            {t("mailEdit.publish", { version: isNew ? next : (version ?? 1) })}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label={t("mailEdit.more")}>
              <IconDotsVertical size={18} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconHistory size={16} stroke={1.7} />}
              disabled={version === undefined}
              onClick={() => open("versions")}
            >
              {t("mailEdit.versions")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {naming && (
        <RenameDialog
          name={draft.name ?? id}
          rename={(name) => written.change({ name })}
          close={() => setNaming(false)}
        />
      )}
    </header>
  );
};
