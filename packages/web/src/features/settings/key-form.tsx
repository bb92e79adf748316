import { Button, Checkbox, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { makeKey, type Scope, scopes } from "../../api/people.ts";
import { Card } from "../../ui/card.tsx";
import { useFailure } from "../../ui/undo.tsx";
import css from "./settings.module.css";

export const KeyForm = ({ done }: { done: (made: { name: string; key: string }) => void }) => {
  const { t } = useTranslation();
  const tell = useFailure();
  const [name, setName] = useState("");
  const [chosen, choose] = useState<Scope[]>(["read"]);
  const act = useMutation({
    mutationFn: () => makeKey({ name: name.trim(), scopes: chosen }),
    onSuccess: (made) => {
      setName("");
      choose(["read"]);
      done({ name: made.name, key: made.key });
    },
    onError: tell,
  });
  const whole = name.trim() !== "" && chosen.length > 0;
  return (
    <Card title={t("settings.newKey")}>
      <form
        className={css["fields"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (whole) act.mutate();
        }}
      >
        <TextInput
          label={t("settings.keyName")}
          description={t("settings.keyNameWhy")}
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <fieldset className={css["checks"]}>
          <legend>{t("settings.keyScopes")}</legend>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              label={t(`scope.${scope}`)}
              description={t(`scopeText.${scope}`)}
              checked={chosen.includes(scope)}
              onChange={({ currentTarget }) =>
                choose(currentTarget.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))
              }
            />
          ))}
        </fieldset>
        <div className={css["buttons"]}>
          <Button type="submit" disabled={!whole} loading={act.isPending}>
            {t("settings.makeKey")}
          </Button>
        </div>
      </form>
    </Card>
  );
};
