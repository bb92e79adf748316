import { useState } from "react";
import {
  type CallNote,
  type CallPreview,
  type ChipName,
  type Chips,
  chipNames,
  type Outcome,
} from "../../api/calls.ts";

/** A call note that is being written. Kept on this device until it is sent. `startedAt` = wall time of the dialling, ms. */
export type Draft = { note: string; outcome?: Outcome; chips: Chips; startedAt?: number };
export const blank: Draft = { note: "", chips: {} };

const key = (handoff: string) => `rekindle.call.${handoff}`;
const load = (handoff: string): Draft => {
  const stored = localStorage.getItem(key(handoff));
  return stored === null ? blank : JSON.parse(stored);
};

/** The drafts of this device by hand-off. `undefined` forgets one. */
export const useDrafts = () => {
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const of = (handoff: string): Draft => drafts[handoff] ?? load(handoff);
  const set = (handoff: string, draft: Draft | undefined) => {
    if (draft === undefined) localStorage.removeItem(key(handoff));
    else localStorage.setItem(key(handoff), JSON.stringify(draft));
    setDrafts((before) => ({ ...before, [handoff]: draft ?? blank }));
  };
  return { of, set };
};

export const isBlank = ({ note, outcome, chips }: Draft): boolean =>
  note.trim() === "" && outcome === undefined && Object.keys(chips).length === 0;

/** What is sent: only what the form shows. */
export const noteOf = ({ note, outcome, chips }: Draft): CallNote => ({
  ...(note.trim() === "" ? {} : { note: note.trim() }),
  ...(outcome === undefined ? {} : { outcome }),
  ...(Object.keys(chips).length === 0 ? {} : { chips }),
});

/** What the note says about each chip, read by the server: the signal that names it. */
export const readChips = (
  preview: CallPreview | undefined,
): Partial<Record<ChipName, CallPreview["signals"][number]>> => {
  const found: Partial<Record<ChipName, CallPreview["signals"][number]>> = {};
  for (const signal of preview?.signals ?? []) {
    const name = chipNames.find((chip) => signal.signal.toLowerCase().includes(chip));
    if (name !== undefined) found[name] = signal;
  }
  return found;
};

const timings = ["within3m", "within6m", "later", undefined] as const;

/** One press further: read from the note or empty → yes → no → left to the note again; timing goes through its values. */
export const press = (chips: Chips, name: ChipName): Chips => {
  if (name === "timing") {
    const { timing, ...others } = chips;
    const next = timings[(timings.indexOf(timing) + 1) % timings.length];
    return next === undefined ? others : { ...others, timing: next };
  }
  const { [name]: current, ...others } = chips;
  if (current === undefined) return { ...others, [name]: true };
  return current ? { ...others, [name]: false } : others;
};
