import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Model, type ModelVersion, versionQuery, versionsQuery } from "../../api/scoring.ts";
import { Pill } from "../../ui/pill.tsx";
import { Failed } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { changesOf } from "./changes.ts";
import css from "./publish.module.css";
import { useRuleWords } from "./use-rule-words.ts";

/** Every model that ran, what each changed, and a way back to it: as a draft, which is looked at and published like any other. */
export const History = ({
  version: running,
  close,
  take,
}: {
  version: number;
  close: () => void;
  /** Undefined where one may not change the model. */
  take: ((model: Model) => void) | undefined;
}) => {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(versionsQuery);
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={460}
      title={<b>{t("scoring.history")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <ol className={css["versions"]}>
        {data?.items.map((one) => (
          <Version key={one.version} one={one} isRunning={one.version === running} take={take} />
        ))}
      </ol>
    </Drawer>
  );
};

const Version = ({
  one: { version, publishedAt, by, signedOff },
  isRunning,
  take,
}: {
  one: ModelVersion;
  isRunning: boolean;
  take: ((model: Model) => void) | undefined;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const words = useRuleWords();
  const mine = useQuery(versionQuery(version)).data?.model;
  const before = useQuery({ ...versionQuery(version - 1), enabled: version > 0 }).data?.model;
  const changes = mine === undefined || before === undefined ? [] : changesOf(before, mine);
  return (
    <li>
      <div className={css["version"]}>
        <b>{version === 0 ? t("scoring.shipped") : t("scoring.modelNo", { version })}</b>
        {isRunning && (
          <Pill tone="ok" dot>
            {t("scoring.runs")}
          </Pill>
        )}
        <small>
          {publishedAt !== undefined &&
            t("scoring.publishedBy", { at: format.moment(publishedAt, now), name: by ?? t("scoring.program") })}
        </small>
        {take !== undefined && !isRunning && mine !== undefined && (
          <Button size="xs" variant="default" onClick={() => take(mine)}>
            {t("scoring.takeBack")}
          </Button>
        )}
      </div>
      {signedOff.length > 0 && (
        <p className={css["why"]}>
          {t("scoring.bothSigned", { names: signedOff.map((sign) => sign.by).join(t("words.list")) })}
        </p>
      )}
      {version === 0 ? (
        <p className={css["why"]}>{t("scoring.shippedWhy")}</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <li key={JSON.stringify(change)}>{words.change(change)}</li>
          ))}
        </ul>
      )}
    </li>
  );
};
