import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import css from "./scoring.module.css";
import { Signatures } from "./signatures.tsx";
import type { Modelling } from "./use-model.ts";

/** The draft and what runs have parted ways: somebody else wrote, or published. */
export const Notices = ({ state }: { state: Modelling }) => {
  const { t } = useTranslation();
  const { draft } = state;
  const stale = draft?.stale === true;
  if (!state.mayChange)
    return draft === undefined || draft.missing.length === 0 ? null : (
      <div className={css["request"]}>
        <p>
          <b>{t("scoring.request", { name: draft.by ?? t("scoring.program") })}</b>
        </p>
        <Signatures draft={draft} />
      </div>
    );
  if (!state.conflict && !stale) return null;
  return (
    <div className={css["notice"]} role="alert">
      <IconAlertTriangle size={18} stroke={1.7} aria-hidden="true" />
      <p>{t(state.conflict ? "scoring.conflict" : "scoring.outdated")}</p>
      {state.conflict ? (
        <Button size="xs" variant="default" onClick={() => void state.reload()}>
          {t("scoring.seeTheirs")}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => void state.rebase()}>
          {t("scoring.keepMine")}
        </Button>
      )}
    </div>
  );
};
