import type { Definition } from "../../../api/definition.ts";

/** One document, one stack: the diagram, the inspector and the YAML all write here. */
export type History = { past: Definition[]; present: Definition; future: Definition[]; mark?: string };

const MOST = 200;

export const begin = (present: Definition): History => ({ past: [], present, future: [] });

/** `mark`: changes under the same mark, one after another, are one: the letters typed into a field. */
export const commit = (history: History, next: Definition, mark?: string): History => {
  if (same(history.present, next)) return history;
  const marked = mark === undefined ? {} : { mark };
  if (mark !== undefined && mark === history.mark) return { past: history.past, present: next, future: [], ...marked };
  return { past: [...history.past, history.present].slice(-MOST), present: next, future: [], ...marked };
};

export const undo = ({ past, present, future }: History): History => {
  const before = past.at(-1);
  return before === undefined
    ? { past, present, future }
    : { past: past.slice(0, -1), present: before, future: [present, ...future] };
};

export const redo = ({ past, present, future }: History): History => {
  const [next, ...rest] = future;
  return next === undefined ? { past, present, future } : { past: [...past, present], present: next, future: rest };
};

export const same = (a: Definition, b: Definition): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
