import { Button } from "@mantine/core";
import { IconArrowBackUp, IconBriefcase } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Outcome, outcomes } from "../../api/calls.ts";
import type { Handoff } from "../../api/handoffs.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { Pill } from "../../ui/pill.tsx";
import { type Draft, isBlank, press } from "./call-draft.ts";
import css from "./call-form.module.css";
import { Chips } from "./chips.tsx";
import { Note } from "./note.tsx";
import type { Preview } from "./use-preview.ts";

const Effects = lazy(() => import("./effects.tsx").then(({ Effects: shown }) => ({ default: shown })));
const NextTask = lazy(() => import("./next-task.tsx").then(({ NextTask: shown }) => ({ default: shown })));

type Props = {
  handoff: Handoff;
  draft: Draft;
  preview: Preview;
  change: (draft: Draft) => void;
  composing: (now: boolean) => void;
  save: () => void;
  openDeal: () => void;
  giveBack: () => void;
  next: string | undefined;
};

/** The note that scores itself: what came out, in words and chips, and what saving it will do. */
export const CallForm = ({ handoff, draft, preview, change, composing, save, openDeal, giveBack, next }: Props) => {
  const { t } = useTranslation();
  const choose = (outcome: Outcome) => {
    const { outcome: before, ...rest } = draft;
    change(before === outcome ? rest : { ...rest, outcome });
  };
  return (
    <section className={css["form"]} aria-label={t("call.title")}>
      <header className={css["head"]}>
        <h2>{t("call.title")}</h2>
        {draft.startedAt !== undefined && <Timer since={draft.startedAt} />}
      </header>
      <div className={css["outcomes"]} role="radiogroup" aria-label={t("call.outcome")}>
        {outcomes.map((outcome, i) => (
          // biome-ignore lint/a11y/useSemanticElements: a second press takes the choice back, which a radio cannot
          <button
            key={outcome}
            type="button"
            role="radio"
            aria-checked={draft.outcome === outcome}
            onClick={() => choose(outcome)}
          >
            <Keycap>{`${i + 6}`}</Keycap>
            {t(`outcome.${outcome}`)}
          </button>
        ))}
      </div>
      <Note
        value={draft.note}
        change={(note) => change({ ...draft, note })}
        composing={composing}
        phrases={preview.phrases}
      />
      <Chips
        chips={draft.chips}
        preview={preview}
        press={(name) => change({ ...draft, chips: press(draft.chips, name, preview.read) })}
      />
      <p className={css["hint"]}>
        <span>{t("call.hint")}</span>
        <button
          type="button"
          className={css["refused"]}
          aria-pressed={draft.outcome === "refused"}
          onClick={() => choose("refused")}
        >
          {t("outcome.refused")} <Keycap>0</Keycap>
        </button>
      </p>
      {preview.data !== undefined && (
        <Suspense>
          <Effects handoff={handoff} preview={preview.data} />
        </Suspense>
      )}
      {preview.failed && <p className={css["offline"]}>{t("call.noPreview")}</p>}
      <Suspense>
        <NextTask key={handoff.leadId} lead={handoff.leadId} owner={handoff.owner} />
      </Suspense>
      <footer className={css["actions"]}>
        <Button size="md" fullWidth disabled={isBlank(draft)} onClick={save} className={css["save"] ?? ""}>
          {next === undefined ? t("call.save") : t("call.saveNext", { name: next })}
          <Keycap>Ctrl ⏎</Keycap>
        </Button>
        <Button variant="default" leftSection={<IconBriefcase size={16} stroke={1.7} />} onClick={openDeal}>
          {t("call.deal")} <Keycap>D</Keycap>
        </Button>
        <Button variant="default" leftSection={<IconArrowBackUp size={16} stroke={1.7} />} onClick={giveBack}>
          {t("return.do")} <Keycap>R</Keycap>
        </Button>
      </footer>
    </section>
  );
};

/** Length of the call in wall time. */
const Timer = ({ since }: { since: number }) => {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  return (
    <Pill tone="ok" dot>
      {t("call.onFor", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` })}
    </Pill>
  );
};
