import { Button } from "@mantine/core";
import { IconInfoCircle, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newSecret, type Source } from "../../api/sources.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { Copied } from "./copied.tsx";
import { freshOf, remember } from "./fresh.ts";
import { googleScript, visitsOf } from "./snippets.ts";
import css from "./source.module.css";
import { proofOf } from "./ways.ts";

/** Where to deliver to and how to prove oneself. A secret is shown when it is made, and never again. */
export const Address = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const [fresh, setFresh] = useState(freshOf(source.id));
  const { id, kind, writeKey } = source;
  const proof = proofOf(kind, source.secretInPath === true);
  const path = proof === "path" ? (fresh?.path ?? `/hooks/${id}/••••••••`) : `/hooks/${id}`;
  const address = `${location.origin}${path}`;
  return (
    <>
      <ol className={css["how"]}>
        {t(`intakeHow.${kind}`)
          .split("\n")
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ol>
      <div className={css["hint"]} />
      {kind === "segment" ? (
        <>
          {writeKey !== undefined && (
            <Copied label={t("setUp.snippet")} text={visitsOf(location.origin, writeKey)} block />
          )}
          <p className={css["hint"]}>{t("setUp.snippetText")}</p>
          <Copied label={t("setUp.segment")} text={`${location.origin}/v1/batch`} />
          {writeKey !== undefined && <Copied label={t("setUp.writeKey")} text={writeKey} />}
        </>
      ) : (
        <>
          <Copied label={t("setUp.address")} text={address} />
          {proof === "signs" && fresh !== undefined && <Copied label={t("setUp.secret")} text={fresh.secret} />}
          {kind === "googleForms" && fresh !== undefined && (
            <Copied label={t("setUp.script")} text={googleScript(address)} block />
          )}
        </>
      )}
      <Secret source={source} isShown={fresh !== undefined} made={setFresh} />
    </>
  );
};

const Secret = ({
  source,
  isShown,
  made,
}: {
  source: Source;
  isShown: boolean;
  made: (fresh: { secret: string; path: string }) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const tell = useFailure();
  const queries = useQueryClient();
  const { id, kind, hasSecret, oldSecretUntil, secretInPath } = source;
  const renew = useMutation({
    mutationFn: () => newSecret(id, 24),
    onSuccess: ({ secret, path }) => {
      remember(id, { secret, path });
      made({ secret, path });
      return queries.invalidateQueries({ queryKey: ["source", id] });
    },
    onError: tell,
  });
  const inPath = secretInPath === true;
  const stands =
    kind === "segment" ? "setUp.keyStands" : isShown ? "setUp.shownOnce" : hasSecret ? "setUp.hidden" : "setUp.open";
  return (
    <>
      <p className={css["note"]} data-tone={hasSecret ? "plain" : undefined}>
        <IconInfoCircle size={16} aria-hidden="true" />
        <span>
          {t(stands === "setUp.hidden" && inPath ? "setUp.hiddenPath" : stands)}
          {oldSecretUntil !== undefined &&
            Date.parse(oldSecretUntil) > Date.now() &&
            ` ${t("setUp.oldUntil", { at: format.moment(oldSecretUntil, now) })}`}
        </span>
      </p>
      <Button
        variant="default"
        mt="sm"
        leftSection={<IconRefresh size={16} />}
        loading={renew.isPending}
        onClick={() => renew.mutate()}
      >
        {t(hasSecret ? "setUp.renew" : "setUp.protect")}
      </Button>
    </>
  );
};
