import { Button, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowRight, IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { effectsQuery } from "../../api/scoring.ts";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { restored } from "./changes.ts";
import { type Dialog, Dialogs } from "./dialogs.tsx";
import { fetchFields, Side } from "./later.tsx";
import { Notices } from "./notices.tsx";
import { Proposal } from "./proposal.tsx";
import { RuleList, tabs } from "./rule-list.tsx";
import css from "./scoring.module.css";
import type { Modelling } from "./use-model.ts";
import { useRuleKeys } from "./use-rule-keys.ts";

const route = getRouteApi("/scoring");

/** The rules on the left, what they come to on the right; the effects follow a moment behind the typing. */
export const Desk = ({ state }: { state: Modelling }) => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = tabs.find((one) => one === search.tab) ?? "rules";
  const [dialog, setDialog] = useState<Dialog>();
  const { model, running, changes, mayChange, version, edit } = state;
  const [settled] = useDebouncedValue(model, 350);
  const effects = useQuery(effectsQuery(settled));
  const stale = effects.isFetching || settled !== model;
  useEffect(fetchFields, []);
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
          <Pill tone="ok" dot {...(version === 0 ? { title: t("scoring.shippedWhy") } : {})}>
            {t(version === 0 ? "scoring.shippedRuns" : "scoring.modelRuns", { version })}
          </Pill>
          {changes.length > 0 && (
            <Pill tone="ai">
              {t(mayChange || !state.touched ? "scoring.drafted" : "scoring.tried", { count: changes.length })}
            </Pill>
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
          {changes.length > 0 && (mayChange || state.touched) && (
            <Button variant="default" onClick={() => void state.drop()}>
              {t(mayChange ? "scoring.drop" : "scoring.undoAll")}
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
        <RuleList
          tab={tab}
          show={(next) => set({ tab: next === "rules" ? undefined : next })}
          add={() => setDialog("add")}
          state={state}
          effects={effects.data}
          stale={stale}
        />
        <Suspense fallback={<Skeleton height={420} radius="lg" />}>
          <Side
            state={state}
            settled={settled}
            effects={effects}
            stale={stale}
            lead={search.lead}
            choose={(lead) => set({ lead })}
          />
        </Suspense>
      </div>
      <Dialogs
        dialog={dialog}
        close={() => setDialog(undefined)}
        list={tab === "fit" ? "fit" : "signals"}
        state={state}
        effects={effects.data}
      />
    </Page>
  );
};
