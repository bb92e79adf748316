import { Button, Skeleton } from "@mantine/core";
import { IconBell, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allSettingsQuery, type Channel, saveSettings } from "../../api/settings.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import { ChannelForm } from "./channel-form.tsx";
import { ChannelRow } from "./channel-row.tsx";
import css from "./settings.module.css";

/** Where inside sales hears of a hand-off, and where workflows say something. */
export const Channels = () => {
  const { t } = useTranslation();
  const may = useMay();
  const queries = useQueryClient();
  const undo = useUndo();
  const tell = useFailure();
  const [adding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useQuery(allSettingsQuery);
  const refresh = () => queries.invalidateQueries({ queryKey: ["settings"] });
  const remove = async (name: string, channel: Channel) => {
    try {
      await saveSettings({ channels: { [name]: null } });
      await refresh();
      undo({
        text: t("settings.channelRemoved", { name }),
        run: async () => undefined,
        undo: () => void saveSettings({ channels: { [name]: channel } }).then(refresh, tell),
      });
    } catch (failure) {
      tell(failure);
    }
  };
  const known = Object.entries(data?.channels ?? {});
  return (
    <Card
      title={t("section.channels")}
      aside={
        may() && !adding ? (
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {t("settings.addChannel")}
          </Button>
        ) : undefined
      }
    >
      <p className={css["text"]}>{t("settings.channelsText")}</p>
      {!may() && <p className={css["note"]}>{t("settings.channelsHidden")}</p>}
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          <Skeleton height={80} />
        </Loading>
      )}
      {adding && (
        <ChannelForm
          names={known.map(([name]) => name)}
          done={() => {
            setAdding(false);
            return refresh();
          }}
          cancel={() => setAdding(false)}
        />
      )}
      {data !== undefined && known.length === 0 && !adding && (
        <Empty icon={<IconBell />} title={t("settings.noChannels")}>
          {t("settings.noChannelsWhy")}
        </Empty>
      )}
      <ul className={css["rows"]}>
        {known.map(([name, channel]) => (
          <ChannelRow key={name} name={name} channel={channel} remove={() => void remove(name, channel)} />
        ))}
      </ul>
    </Card>
  );
};
