import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { isCharacter, isComposing, isText, matches, singleKeys } from "./key-match.ts";

/**
 * `code` = the physical key, such as `KeyJ`, `Ctrl+Enter`, `Alt+Digit1` or `KeyG KeyT` one after the other, so that it works
 * with Japanese input on. Single keys rest while a text field has focus; `inText` ones do not. `layer`: for an open dialog.
 */
export type Binding = {
  code: string;
  cap: string;
  label: string;
  run: () => void;
  inText?: boolean;
  layer?: boolean;
  /** Stands in the bar at the bottom; all stand in the help. */
  bar?: boolean;
  /** Works on every page: listed after the page's own. */
  everywhere?: boolean;
  /** Says nothing new in the help. */
  quiet?: boolean;
  /** Works only while this holds, such as while a part of the page has the focus. */
  when?: () => boolean;
};
type Source = { current: Binding[] };

const Registry = createContext<(source: Source) => () => void>(() => () => undefined);
const Sources = createContext<Source[]>([]);

/** The keys of a part of the page, for as long as it is shown. */
export const useKeys = (bindings: Binding[]): void => {
  const add = useContext(Registry);
  const source = useRef(bindings);
  useEffect(() => {
    source.current = bindings;
  });
  const shown = bindings.map(({ code, label }) => code + label).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed label must reach the bar and the help
  useEffect(() => add(source), [add, shown]);
};

/** Every key that works right now, the page's own first. */
export const useBindings = (): Binding[] =>
  useContext(Sources)
    .flatMap(({ current }) => current)
    .toSorted((a, b) => Number(a.everywhere ?? false) - Number(b.everywhere ?? false));

export const KeysProvider = ({ children }: { children: ReactNode }) => {
  const [sources, setSources] = useState<Source[]>([]);
  const live = useRef<Source[]>([]);
  const add = useCallback((source: Source) => {
    live.current = [...live.current, source];
    setSources(live.current);
    return () => {
      live.current = live.current.filter((other) => other !== source);
      setSources(live.current);
    };
  }, []);
  useEffect(() => {
    let before = "";
    const press = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      const inText = isText(event.target);
      if (event.key === "Escape" && inText && event.target instanceof HTMLElement) return event.target.blur();
      // Enter on a link or a button is that one's own.
      if (event.code === "Enter" && !inText && event.target !== document.body && !event.ctrlKey && !event.metaKey)
        return;
      const layered = document.querySelector('[role="dialog"]') !== null;
      const hit = live.current
        .flatMap(({ current }) => current)
        .findLast(
          (binding) =>
            (binding.layer ?? false) === layered &&
            (!inText || binding.inText === true) &&
            (singleKeys() || !isCharacter(binding.code)) &&
            matches(binding.code, event, before) &&
            (binding.when?.() ?? true),
        );
      before = inText || event.ctrlKey || event.metaKey || event.altKey ? "" : before === "" ? event.code : "";
      if (hit === undefined) return;
      before = "";
      event.preventDefault();
      hit.run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return (
    <Registry.Provider value={add}>
      <Sources.Provider value={useMemo(() => sources, [sources])}>{children}</Sources.Provider>
    </Registry.Provider>
  );
};
