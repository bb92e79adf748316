import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Effects } from "../../api/scoring.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { FitRules } from "./fit-rules.tsx";
import { Phrases } from "./later.tsx";
import { Rules } from "./rules.tsx";
import css from "./scoring.module.css";
import type { Modelling } from "./use-model.ts";

export const tabs = ["rules", "fit", "phrases"] as const;
type Tab = (typeof tabs)[number];

/** What people do, who they are, and the words of call notes. */
export const RuleList = ({
  tab,
  show,
  add,
  state,
  effects,
  stale,
}: {
  tab: Tab;
  show: (tab: string) => void;
  add: () => void;
  state: Modelling;
  effects: Effects | undefined;
  stale: boolean;
}) => {
  const { t } = useTranslation();
  const { model } = state;
  return (
    <section className={css["main"]}>
      <header className={css["head"]}>
        <SegmentedControl
          value={tab}
          onChange={show}
          data={[
            { value: "rules", label: t("scoring.tabRules", { count: model.signals.length }) },
            { value: "fit", label: t("scoring.tabFit", { count: model.fit.length }) },
            { value: "phrases", label: t("scoring.tab.phrases") },
          ]}
        />
        {tab !== "phrases" && (
          <>
            <span className={css["hint"]}>{t("scoring.hint")}</span>
            <Button variant="default" leftSection={<IconPlus size={15} stroke={1.7} />} onClick={add}>
              {t("scoring.addOne")} <Keycap>A</Keycap>
            </Button>
          </>
        )}
      </header>
      {tab === "rules" && <Rules state={state} effects={effects} stale={stale} />}
      {tab === "fit" && <FitRules state={state} effects={effects} stale={stale} />}
      {tab === "phrases" && (
        <Suspense>
          <Phrases />
        </Suspense>
      )}
    </section>
  );
};
