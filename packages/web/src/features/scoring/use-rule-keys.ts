import { useTranslation } from "react-i18next";
import { useKeys } from "../../ui/keys.tsx";

/** J and K walk the rules, Enter opens the first part of one, X switches it off, U takes back what was changed. */
export const useRuleKeys = ({
  add,
  off,
  undo,
}: {
  add: (() => void) | undefined;
  off: (id: string) => void;
  undo: (id: string) => void;
}) => {
  const { t } = useTranslation();
  const rows = () => [...document.querySelectorAll<HTMLElement>("[data-rule]")];
  const here = () => document.activeElement?.closest<HTMLElement>("[data-rule]") ?? undefined;
  const focus = (row: HTMLElement | undefined) => row?.querySelector<HTMLElement>("button")?.focus();
  const go = (by: number) => () => {
    const all = rows();
    const at = here();
    focus(all[at === undefined ? (by > 0 ? 0 : all.length - 1) : all.indexOf(at) + by]);
  };
  const act = (run: (id: string) => void) => () => {
    const id = here()?.dataset["rule"];
    if (id === undefined) return;
    run(id);
    // The row is drawn anew; one goes on from there.
    requestAnimationFrame(() => focus(rows().find((row) => row.dataset["rule"] === id)));
  };
  useKeys([
    { code: "KeyJ", cap: "J K", label: t("scoring.keys.walk"), bar: true, run: go(1) },
    { code: "KeyK", cap: "K", label: t("scoring.keys.walk"), quiet: true, run: go(-1) },
    { code: "Enter", cap: "⏎", label: t("scoring.keys.edit"), bar: true, run: go(1) },
    { code: "KeyX", cap: "X", label: t("scoring.keys.off"), bar: true, run: act(off) },
    { code: "KeyU", cap: "U", label: t("scoring.keys.undo"), bar: true, run: act(undo) },
    ...(add === undefined ? [] : [{ code: "KeyA", cap: "A", label: t("scoring.keys.add"), bar: true, run: add }]),
  ]);
};
