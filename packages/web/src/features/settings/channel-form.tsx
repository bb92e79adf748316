import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ChannelKind, channelKinds, saveSettings } from "../../api/settings.ts";
import { Problem } from "../../api.ts";
import { explain } from "../../ui/states.tsx";
import css from "./settings.module.css";

/** A new channel. The name `handoff` is the one that inside sales hears of hand-offs by. */
export const ChannelForm = ({
  names,
  done,
  cancel,
}: {
  names: string[];
  done: () => Promise<unknown>;
  cancel: () => void;
}) => {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ChannelKind>("slack");
  const [name, setName] = useState(names.includes("handoff") ? "" : "handoff");
  const [url, setUrl] = useState("");
  const [token, setToken] = useState("");
  const act = useMutation({
    mutationFn: () =>
      saveSettings({ channels: { [name.trim()]: { kind, url, ...(kind === "chatwork" ? { token } : {}) } } }),
    onSuccess: done,
  });
  const taken = names.includes(name.trim());
  const faulty = act.error instanceof Problem && act.error.problems.some(({ path }) => path.endsWith(".url"));
  const whole = name.trim() !== "" && !taken && url.trim() !== "" && (kind !== "chatwork" || token.trim() !== "");
  return (
    <form
      className={css["add"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (whole) act.mutate();
      }}
    >
      <div className={css["two"]}>
        <NativeSelect
          label={t("settings.channelKind")}
          value={kind}
          data={channelKinds.map((value) => ({ value, label: t(`channelKind.${value}`) }))}
          onChange={({ currentTarget }) => setKind(channelKinds.find((one) => one === currentTarget.value) ?? "slack")}
        />
        <TextInput
          label={t("settings.channelName")}
          description={t("settings.channelNameWhy")}
          value={name}
          error={taken ? t("settings.nameTaken") : undefined}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      </div>
      <TextInput
        label={t("settings.channelUrl")}
        description={t(`channelUrl.${kind}`)}
        type="url"
        value={url}
        error={faulty ? t("settings.wrong") : undefined}
        onChange={({ currentTarget }) => setUrl(currentTarget.value)}
      />
      {kind === "chatwork" && (
        <PasswordInput
          label={t("settings.channelToken")}
          autoComplete="off"
          value={token}
          onChange={({ currentTarget }) => setToken(currentTarget.value)}
        />
      )}
      {act.error !== null && !faulty && (
        <p role="alert" className={css["refused"]}>
          {explain(act.error, t).why}
        </p>
      )}
      <div className={css["buttons"]}>
        <Button variant="default" onClick={cancel}>
          {t("dialog.cancel")}
        </Button>
        <Button type="submit" disabled={!whole} loading={act.isPending}>
          {t("settings.addChannel")}
        </Button>
      </div>
    </form>
  );
};
