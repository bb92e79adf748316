import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDotsVertical, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { MailRow } from "../../api/mails.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import css from "./mails.module.css";
import type { MailActs } from "./use-mail-acts.ts";

/** One mail of the list. */
export const MailLine = ({ mail, acts }: { mail: MailRow; acts: MailActs | undefined }) => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const { id, name, subject, version, changed, uses, sent, clickers, updatedAt } = mail;
  return (
    <tr>
      <td className={css["what"]}>
        <Link to="/mails/$id" params={{ id }}>
          {name}
        </Link>
        <span>{subject === "" ? t("mails.noSubject") : subject}</span>
      </td>
      <td className={css["wide"]}>
        <ul className={css["uses"]}>
          {uses.slice(0, 2).map((use) => (
            <li key={use.workflow}>
              <Link to="/workflows/$id" params={{ id: use.workflow }}>
                {say(use.name, use.workflow)}
              </Link>
              {use.state !== "running" && <small>{t(`mailUse.${use.state}`)}</small>}
            </li>
          ))}
          {uses.length > 2 && <li>{t("mails.usesMore", { count: uses.length - 2 })}</li>}
          {uses.length === 0 && <li className={css["quiet"]}>{t("mails.unused")}</li>}
        </ul>
      </td>
      <td>
        <span className={css["pills"]}>
          {version !== undefined && (
            <Pill tone={uses.some(({ state }) => state === "running") ? "ok" : "plain"}>
              {t(uses.some(({ state }) => state === "running") ? "mails.inUse" : "mails.published", { version })}
            </Pill>
          )}
          {changed && <Pill tone="ai">{t("mails.draft", { version: (version ?? 0) + 1 })}</Pill>}
        </span>
      </td>
      <td className={css["number"]}>{sent === 0 ? "–" : t("mails.sentOf", { count: sent })}</td>
      <td className={css["number"]}>
        {sent === 0 ? "–" : t("mails.clickedOf", { share: format.share(clickers, sent), count: clickers })}
      </td>
      <td className={css["wide"]}>
        <time>{format.moment(updatedAt, now)}</time>
      </td>
      {acts !== undefined && (
        <td className={css["menu"]}>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={34} aria-label={t("mails.moreOf", { name })}>
                <IconDotsVertical size={18} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopy size={16} stroke={1.7} />} onClick={() => acts.copy(id)}>
                {t("mails.copy")}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size={16} stroke={1.7} />}
                disabled={uses.length > 0}
                onClick={() => acts.remove(mail)}
              >
                {t(uses.length > 0 ? "mails.removeUsed" : "mails.remove")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </td>
      )}
    </tr>
  );
};
