import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "../../ui/keys.tsx";
import type { Layout } from "./layout.ts";
import { neighbour } from "./navigate.ts";
import type { Document } from "./use-document.ts";
import type { Selection } from "./use-selection.ts";

/** Everything by keyboard. Keys that fields have a use for work only where the tree or nothing has the focus. */
export const useBuilderKeys = ({
  tree,
  layout,
  selection,
  document: edited,
  ask,
  edit,
  nextProblem,
  yaml,
  preview,
  text,
}: {
  tree: RefObject<HTMLElement | null>;
  layout: Layout;
  selection: Selection;
  document: Document;
  ask: () => void;
  edit: () => void;
  nextProblem: () => void;
  yaml: () => void;
  preview: () => void;
  text: boolean;
}): void => {
  const { t } = useTranslation();
  const free = () =>
    !text && (document.activeElement === document.body || document.activeElement?.closest("[data-canvas]") != null);
  const unmarked = () => free() && (getSelection()?.isCollapsed ?? true);
  const go = (way: "up" | "down" | "left" | "right") => () => {
    const next = neighbour(layout, selection.selected, way);
    if (next === undefined) return;
    selection.pick(next);
    tree.current?.focus({ preventScroll: true });
  };
  const stay = (act: () => void) => () => {
    act();
    tree.current?.focus({ preventScroll: true });
  };
  const free_ = { when: free };
  useKeys([
    { code: "Slash", cap: "/", label: t("builder.addStep"), bar: true, run: ask, when: () => !text },
    { code: "ArrowUp", cap: "↑ ↓ ← →", label: t("builder.walk"), bar: true, run: go("up"), ...free_ },
    { code: "ArrowDown", cap: "↓", label: t("builder.walk"), quiet: true, run: go("down"), ...free_ },
    { code: "ArrowLeft", cap: "←", label: t("builder.walk"), quiet: true, run: go("left"), ...free_ },
    { code: "ArrowRight", cap: "→", label: t("builder.walk"), quiet: true, run: go("right"), ...free_ },
    { code: "Enter", cap: "⏎", label: t("builder.edit"), bar: true, run: edit, ...free_ },
    {
      code: "Alt+ArrowUp",
      cap: "Alt ↑",
      label: t("builder.reorder"),
      bar: true,
      run: stay(() => selection.shift(-1)),
      ...free_,
    },
    {
      code: "Alt+ArrowDown",
      cap: "Alt ↓",
      label: t("builder.reorder"),
      quiet: true,
      run: stay(() => selection.shift(1)),
      ...free_,
    },
    { code: "Ctrl+KeyC", cap: "Ctrl C", label: t("builder.copy"), bar: true, run: selection.copy, when: unmarked },
    { code: "Ctrl+KeyV", cap: "Ctrl V", label: t("builder.paste"), run: stay(selection.paste), ...free_ },
    { code: "Ctrl+KeyD", cap: "Ctrl D", label: t("builder.duplicate"), run: stay(selection.duplicate), ...free_ },
    { code: "Delete", cap: "Delete", label: t("builder.remove"), run: stay(selection.remove), ...free_ },
    { code: "Backspace", cap: "⌫", label: t("builder.remove"), quiet: true, run: stay(selection.remove), ...free_ },
    { code: "Ctrl+KeyZ", cap: "Ctrl Z", label: t("builder.undo"), bar: true, run: edited.undo },
    { code: "Ctrl+Shift+KeyZ", cap: "Ctrl Shift Z", label: t("builder.redo"), run: edited.redo },
    { code: "KeyE", cap: "E", label: t("builder.nextProblem"), bar: true, run: nextProblem },
    { code: "KeyY", cap: "Y", label: "YAML", bar: true, run: yaml },
    { code: "KeyP", cap: "P", label: t("builder.preview"), bar: true, run: preview },
  ]);
};
