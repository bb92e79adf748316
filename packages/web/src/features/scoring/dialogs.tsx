import { notifications } from "@mantine/notifications";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Effects } from "../../api/scoring.ts";
import { AddFit, AddSignal, History, PublishDialog } from "./later.tsx";
import type { Modelling } from "./use-model.ts";

export type Dialog = "add" | "publish" | "history" | undefined;

/** What opens over the page: a new rule, publishing, the models of before. */
export const Dialogs = ({
  dialog,
  close,
  list,
  state,
  effects,
}: {
  dialog: Dialog;
  close: () => void;
  list: "signals" | "fit";
  state: Modelling;
  effects: Effects | undefined;
}) => {
  const { t } = useTranslation();
  const { model, version, mayChange } = state;
  const edit: Modelling["edit"] = (change) => {
    state.edit(change);
    close();
  };
  return (
    <Suspense>
      {dialog === "add" && list === "signals" && (
        <AddSignal
          model={model}
          close={close}
          add={(rule) => edit((known) => ({ ...known, signals: [...known.signals, rule] }))}
        />
      )}
      {dialog === "add" && list === "fit" && (
        <AddFit
          model={model}
          close={close}
          add={(rule) => edit((known) => ({ ...known, fit: [...known.fit, rule] }))}
        />
      )}
      {dialog === "publish" && (
        <PublishDialog
          state={state}
          effects={effects}
          close={close}
          done={(made) => {
            close();
            void state.reload();
            notifications.show({ message: t("scoring.published", { version: made }) });
          }}
        />
      )}
      {dialog === "history" && (
        <History version={version} close={close} take={mayChange ? (old) => edit(() => old) : undefined} />
      )}
    </Suspense>
  );
};
