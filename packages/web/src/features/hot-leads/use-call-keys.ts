import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { chipNames, type Outcome, outcomes } from "../../api/calls.ts";
import type { Handoff } from "../../api/handoffs.ts";
import { type Binding, useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { type Draft, press, type Read } from "./call-draft.ts";

type Acts = {
  queue: Handoff[];
  current: Handoff | undefined;
  draft: Draft;
  read: Read;
  select: (id: string) => void;
  change: (draft: Draft) => void;
  call: (handoff: Handoff) => void;
  save: () => void;
  take: (handoff: Handoff) => void;
  openDeal: (handoff: Handoff) => void;
  giveBack: (handoff: Handoff) => void;
  openNote: () => void;
};

/** The whole screen by keyboard; digits need Alt while the note is being written. */
export const useCallKeys = ({ queue, current, draft, read, change, ...acts }: Acts): void => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const with_ = (act: (handoff: Handoff) => void) => () => current !== undefined && act(current);
  const move = (by: number) => () => {
    const next = queue[queue.findIndex(({ id }) => id === current?.id) + by];
    if (next !== undefined) acts.select(next.id);
  };
  const choose = (outcome: Outcome) => () => change({ ...draft, outcome });
  const digits: { digit: number; label: string; run: () => void }[] = [
    ...chipNames.map((name, i) => ({
      digit: i + 1,
      label: t(`chip.${name}`),
      run: () => change({ ...draft, chips: press(draft.chips, name, read) }),
    })),
    ...outcomes.map((outcome, i) => ({ digit: i + 6, label: t(`outcome.${outcome}`), run: choose(outcome) })),
    { digit: 0, label: t("outcome.refused"), run: choose("refused") },
  ];
  const writeNote = () => {
    acts.openNote();
    setTimeout(() => document.getElementById("call-note")?.focus());
  };
  const bindings: Binding[] = [
    { code: "KeyJ", cap: "J", label: t("keys.next"), bar: true, run: move(1) },
    { code: "KeyK", cap: "K", label: t("keys.previous"), bar: true, run: move(-1) },
    { code: "KeyC", cap: "C", label: t("call.do"), bar: true, run: with_(acts.call) },
    { code: "KeyN", cap: "N", label: t("call.memo"), bar: true, run: writeNote },
    { code: "Ctrl+Enter", cap: "Ctrl ⏎", label: t("call.save"), bar: true, inText: true, run: acts.save },
    { code: "KeyR", cap: "R", label: t("return.do"), bar: true, run: with_(acts.giveBack) },
    { code: "KeyD", cap: "D", label: t("call.deal"), bar: true, run: with_(acts.openDeal) },
    { code: "KeyA", cap: "A", label: t("hot.accept"), bar: true, run: with_(acts.take) },
    {
      code: "KeyO",
      cap: "O",
      label: t("hot.openLead"),
      run: with_(({ leadId }) => void navigate({ to: "/leads/$id", params: { id: leadId } })),
    },
    ...digits.flatMap(({ digit, label, run }) => [
      { code: `Digit${digit}`, cap: `${digit}`, label, run },
      { code: `Alt+Digit${digit}`, cap: `Alt ${digit}`, label, run, inText: true, quiet: true },
    ]),
  ];
  // Who may only look goes through the queue, and opens the lead.
  const may = useMay()("insideSales");
  useKeys(may ? bindings : bindings.filter(({ code }) => code === "KeyJ" || code === "KeyK" || code === "KeyO"));
};
