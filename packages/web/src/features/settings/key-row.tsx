import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type ApiKey, revokeKey } from "../../api/people.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./settings.module.css";

/** Revoking cannot be taken back, so it asks where it is pressed. */
export const KeyRow = ({
  apiKey: { id, name, scopes, createdAt, lastUsedAt, by },
  done,
}: {
  apiKey: ApiKey;
  done: () => Promise<unknown>;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const tell = useFailure();
  const [asked, ask] = useDisclosure();
  const act = useMutation({ mutationFn: () => revokeKey(id), onSuccess: done, onError: tell });
  return (
    <li className={css["row"]}>
      <div>
        <p>
          <b>{name}</b>{" "}
          {scopes.map((scope) => (
            <Pill key={scope} tone={scope === "admin" ? "warm" : "plain"}>
              {t(`scope.${scope}`)}
            </Pill>
          ))}
        </p>
        <p className={css["hint"]}>
          {t("settings.keySince", { day: format.day(createdAt, now), by: by ?? "API" })}・
          {lastUsedAt === undefined
            ? t("settings.neverUsed")
            : t("settings.lastUsed", { at: format.moment(lastUsedAt, now) })}
        </p>
        {asked && (
          <p role="alert" className={css["refused"]}>
            {t("settings.revokeWhy")}
          </p>
        )}
      </div>
      <div className={css["rowActs"]}>
        {asked && (
          <Button size="sm" variant="default" onClick={ask.close}>
            {t("dialog.cancel")}
          </Button>
        )}
        <Button
          size="sm"
          {...(asked ? { color: "red.9" } : { variant: "default" })}
          loading={act.isPending}
          onClick={() => (asked ? act.mutate() : ask.open())}
        >
          {t(asked ? "settings.revokeNow" : "settings.revoke")}
        </Button>
      </div>
    </li>
  );
};
