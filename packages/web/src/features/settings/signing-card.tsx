import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newSigning, signingQuery } from "../../api/settings.ts";
import { Card } from "../../ui/card.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { OnceShown } from "./once-shown.tsx";
import css from "./settings.module.css";

/** The secret that receivers of our webhooks check them with. Shown once; a new one leaves the old one a day. */
export const SigningCard = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useFailure();
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(signingQuery);
  const [secret, setSecret] = useState<string>();
  const make = useMutation({
    mutationFn: newSigning,
    onSuccess: (made) => {
      setSecret(made.secret);
      return queries.invalidateQueries({ queryKey: ["signing"] });
    },
    onError: tell,
  });
  return (
    <Card title={t("settings.signingTitle")}>
      <p className={css["text"]}>{t("settings.signingText")}</p>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          <Skeleton height={34} />
        </Loading>
      )}
      {data !== undefined && (
        <p className={data.since === undefined ? css["note"] : css["hint"]}>
          {data.since === undefined
            ? t("settings.unsigned")
            : t("settings.signedSince", { day: format.fullDay(data.since) })}
          {data.oldUntil !== undefined &&
            ` ${t("settings.oldUntil", { at: format.moment(data.oldUntil, Date.parse(data.oldUntil)) })}`}
        </p>
      )}
      {secret !== undefined && (
        <OnceShown label={t("settings.signingSecret")} value={secret} close={() => setSecret(undefined)} />
      )}
      {data !== undefined && secret === undefined && (
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {t(data.since === undefined ? "settings.makeSecret" : "settings.changeSecret")}
        </Button>
      )}
    </Card>
  );
};
