/** Japanese input has the word: the key belongs to a conversion (W3C SCR41). */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

export const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLElement && target.isContentEditable) ||
  (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "range"].includes(target.type));

/** Does the event press this binding's `code`, given the key pressed just `before`? */
export const matches = (code: string, event: KeyboardEvent, before: string): boolean => {
  const [first = "", second] = code.split(" ");
  if (second !== undefined) return before === first && single(second, event);
  return before === "KeyG" ? false : single(code, event);
};

const single = (code: string, event: KeyboardEvent): boolean => {
  const parts = code.split("+");
  const key = parts.at(-1) ?? "";
  return (
    event.code === key &&
    (event.ctrlKey || event.metaKey) === parts.includes("Ctrl") &&
    event.altKey === parts.includes("Alt") &&
    event.shiftKey === parts.includes("Shift")
  );
};

/** A letter, a number or a mark by itself, with Shift too: what voice control may press by mistake. */
export const isCharacter = (code: string): boolean => !/(Ctrl|Alt)\+/.test(code);

const setting = "rekindle.single-keys";
/** Single keys can be turned off (WCAG 2.1.4). */
export const singleKeys = (): boolean => localStorage.getItem(setting) !== "off";
export const setSingleKeys = (on: boolean): void => localStorage.setItem(setting, on ? "on" : "off");
