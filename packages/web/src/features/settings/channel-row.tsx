import { ActionIcon, Button } from "@mantine/core";
import { IconCheck, IconTrash, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Channel, testChannel } from "../../api/settings.ts";
import { useMay } from "../../ui/may.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFailure } from "../../ui/undo.tsx";
import css from "./settings.module.css";

/** One channel, and what a test just now came to. */
export const ChannelRow = ({ name, channel, remove }: { name: string; channel: Channel; remove: () => void }) => {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useFailure();
  const act = useMutation({ mutationFn: () => testChannel(name), onError: tell });
  return (
    <li className={css["row"]}>
      <div>
        <p>
          <b>{name}</b> <Pill>{t(`channelKind.${channel.kind}`)}</Pill>
          {name === "handoff" && <Pill tone="ai">{t("settings.forHandoffs")}</Pill>}
        </p>
        {channel.url !== undefined && (
          <p className={css["hint"]}>{channel.kind === "chatwork" ? channel.url : shortened(channel.url)}</p>
        )}
        <p role="status">
          {act.data !== undefined && (
            <Pill
              tone={act.data.ok ? "ok" : "danger"}
              icon={act.data.ok ? <IconCheck size={13} /> : <IconX size={13} />}
            >
              {act.data.ok
                ? t("settings.testArrived")
                : t("settings.testFailed", { result: act.data.result.replace("answered", "HTTP") })}
            </Pill>
          )}
        </p>
      </div>
      {may() && (
        <div className={css["rowActs"]}>
          <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate()}>
            {t("settings.test")}
          </Button>
          <ActionIcon variant="subtle" color="gray" aria-label={t("settings.removeChannel", { name })} onClick={remove}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      )}
    </li>
  );
};

/** The address is a secret too: enough to tell two apart. */
const shortened = (url: string): string => {
  const read = URL.parse(url);
  return read === null ? "" : `${read.host}/…${url.slice(-4)}`;
};
