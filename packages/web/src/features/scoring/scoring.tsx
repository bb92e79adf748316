import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconArrowRight, IconHistory, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { effectsQuery } from "../../api/scoring.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { AddFit, AddSignal } from "./add-rule.tsx";
import { restored } from "./changes.ts";
import { DecayCard } from "./decay-card.tsx";
import { EffectsCard } from "./effects-card.tsx";
import { FitRules } from "./fit-rules.tsx";
import { History } from "./history.tsx";
import { LinesCard } from "./lines-card.tsx";
import { Notices } from "./notices.tsx";
import { Phrases } from "./phrases.tsx";
import { Proposal } from "./proposal.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { Rules } from "./rules.tsx";
import css from "./scoring.module.css";
import { TryCard } from "./try-card.tsx";
import { type Modelling, useModel } from "./use-model.ts";
import { useRuleKeys } from "./use-rule-keys.ts";

const route = getRouteApi("/scoring");
const tabs = ["rules", "fit", "phrases"] as const;

/** Rules as sentences, and what changing one would do before it does it. */
export const Scoring = () => {
  const { t } = useTranslation();
  const { state, error, retry } = useModel();
  return (
    <>
      {state === undefined ? (
        <Page title={t("nav.scoring")}>
          {error !== null && <Failed error={error} retry={retry} />}
          {error === null && (
            <Loading>
              <div className={css["columns"]}>
                <Skeleton height={640} radius="lg" />
                <Skeleton height={420} radius="lg" />
              </div>
            </Loading>
          )}
        </Page>
      ) : (
        <Ready state={state} />
      )}
    </>
  );
};

const Ready = ({ state }: { state: Modelling }) => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = tabs.find((one) => one === search.tab) ?? "rules";
  const [dialog, setDialog] = useState<"add" | "publish" | "history">();
  const close = () => setDialog(undefined);
  const { model, running, changes, mayChange, version, edit } = state;
  const [settled] = useDebouncedValue(model, 350);
  const effects = useQuery(effectsQuery(settled));
  const stale = effects.isFetching || settled !== model;
  const set = (next: Record<string, string | undefined>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const publish = async () => {
    await state.settle();
    setDialog("publish");
  };
  useRuleKeys({
    add: tab === "phrases" ? undefined : () => setDialog("add"),
    off: (id) =>
      edit((known) => ({
        ...known,
        signals: tab === "rules" ? known.signals.filter((rule) => rule.id !== id) : known.signals,
        fit: tab === "fit" ? known.fit.filter((rule) => rule.id !== id) : known.fit,
      })),
    undo: (id) =>
      edit((known) => ({
        ...known,
        signals: tab === "rules" ? restored(running.signals, known.signals, id) : known.signals,
        fit: tab === "fit" ? restored(running.fit, known.fit, id) : known.fit,
      })),
  });
  return (
    <Page
      title={t("nav.scoring")}
      facts={
        <>
          <Pill tone="ok" dot>
            {t(version === 0 ? "scoring.shippedRuns" : "scoring.modelRuns", { version })}
          </Pill>
          {changes.length > 0 && (
            <Pill tone="ai">{t(mayChange ? "scoring.drafted" : "scoring.tried", { count: changes.length })}</Pill>
          )}
        </>
      }
      actions={
        <>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconHistory size={16} stroke={1.7} />}
            onClick={() => setDialog("history")}
          >
            {t("scoring.history")}
          </Button>
          {changes.length > 0 && (
            <Button variant="default" onClick={() => void state.drop()}>
              {t("scoring.drop")}
            </Button>
          )}
          {mayChange && (
            <Button
              disabled={changes.length === 0 || state.conflict || state.draft?.stale === true}
              rightSection={<IconArrowRight size={16} stroke={1.7} />}
              onClick={() => void publish()}
            >
              {t("scoring.toPublish")}
            </Button>
          )}
        </>
      }
    >
      {!mayChange && <Proposal state={state} effects={effects.data} />}
      <Notices state={state} />
      <div className={css["columns"]}>
        <section className={css["main"]}>
          <header className={css["head"]}>
            <SegmentedControl
              value={tab}
              onChange={(next) => set({ tab: next === "rules" ? undefined : next })}
              data={[
                { value: "rules", label: t("scoring.tabRules", { count: model.signals.length }) },
                { value: "fit", label: t("scoring.tabFit", { count: model.fit.length }) },
                { value: "phrases", label: t("scoring.tab.phrases") },
              ]}
            />
            {tab !== "phrases" && (
              <>
                <span className={css["hint"]}>{t("scoring.hint")}</span>
                <Button
                  variant="default"
                  leftSection={<IconPlus size={15} stroke={1.7} />}
                  onClick={() => setDialog("add")}
                >
                  {t("scoring.addOne")} <Keycap>A</Keycap>
                </Button>
              </>
            )}
          </header>
          {tab === "rules" && <Rules state={state} effects={effects.data} stale={stale} />}
          {tab === "fit" && <FitRules state={state} effects={effects.data} stale={stale} />}
          {tab === "phrases" && <Phrases />}
        </section>
        <div className={css["side"]}>
          <LinesCard state={state} effects={effects.data} />
          <DecayCard state={state} />
          {effects.error !== null && <Failed error={effects.error} retry={() => void effects.refetch()} />}
          {effects.data === undefined && effects.error === null && (
            <Loading>
              <Skeleton height={220} radius="lg" />
            </Loading>
          )}
          {effects.data !== undefined && (
            <EffectsCard
              effects={effects.data}
              model={settled}
              stale={stale}
              mayTryAll={mayChange}
              untouched={changes.length === 0}
            />
          )}
          <TryCard
            model={settled}
            running={running}
            effects={effects.data}
            lead={search.lead}
            choose={(lead) => set({ lead })}
          />
        </div>
      </div>
      {dialog === "add" && tab === "rules" && (
        <AddSignal
          model={model}
          close={close}
          add={(rule) => {
            edit((known) => ({ ...known, signals: [...known.signals, rule] }));
            close();
          }}
        />
      )}
      {dialog === "add" && tab === "fit" && (
        <AddFit
          model={model}
          close={close}
          add={(rule) => {
            edit((known) => ({ ...known, fit: [...known.fit, rule] }));
            close();
          }}
        />
      )}
      {dialog === "publish" && (
        <PublishDialog
          state={state}
          effects={effects.data}
          close={close}
          done={(made) => {
            close();
            void state.reload();
            notifications.show({ message: t("scoring.published", { version: made }) });
          }}
        />
      )}
      {dialog === "history" && (
        <History
          version={version}
          close={close}
          take={
            mayChange
              ? (old) => {
                  edit(() => old);
                  close();
                }
              : undefined
          }
        />
      )}
    </Page>
  );
};
