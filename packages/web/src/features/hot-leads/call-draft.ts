import { useState } from "react";
import {
  type CallNote,
  type ChipName,
  type Chips,
  chipNames,
  type Outcome,
  type Phrase,
  type Timing,
} from "../../api/calls.ts";

/** What the rep says about a chip. `left`: nothing, whatever the note says. */
type Choice = boolean | Timing | "left";
export type Choices = Partial<Record<ChipName, Choice>>;
/** A call note that is being written. Kept on this device until it is sent. `startedAt` = wall time of the dialling, ms. */
export type Draft = { note: string; outcome?: Outcome; chips: Choices; startedAt?: number };
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

/** What the note says about each chip: the last word holds. A negated time is no time. */
export type Read = Partial<Record<ChipName, boolean | Timing>>;
export const readIn = (phrases: Phrase[]): Read => {
  const read: Read = {};
  for (const { chip, value } of phrases) if (chip !== "timing" || value !== false) read[chip] = value;
  return read;
};

/** What the form shows for each chip: the rep's choice, else what the note says. */
export const shownChips = (choices: Choices, read: Read): Read => {
  const shown: Read = {};
  for (const name of chipNames) {
    const value = choices[name] ?? read[name];
    if (value !== undefined && value !== "left") shown[name] = value;
  }
  return shown;
};

/** What is sent. Without a choice of the rep's own the note speaks for itself; with one, what is shown is what is saved. */
export const noteOf = ({ note, outcome, chips }: Draft, read: Read): CallNote => ({
  ...(note.trim() === "" ? {} : { note: note.trim() }),
  ...(outcome === undefined ? {} : { outcome }),
  ...(Object.keys(chips).length === 0 ? {} : { chips: asSent(shownChips(chips, read)) }),
});

const asSent = ({ timing, ...others }: Read): Chips => {
  const chips: Chips = {};
  for (const name of chipNames) if (name !== "timing" && typeof others[name] === "boolean") chips[name] = others[name];
  return typeof timing === "string" ? { ...chips, timing } : chips;
};

const timings: Timing[] = ["within3m", "within6m", "later"];

/** One press further: what the note says is confirmed, then cleared; after the other values the note has the word again. */
export const press = (choices: Choices, name: ChipName, read: Read): Choices => {
  const { [name]: current, ...others } = choices;
  const said = read[name];
  const values: Choice[] = name === "timing" ? timings : [true, false];
  const order = said === undefined ? values : [said, "left" as const, ...values.filter((value) => value !== said)];
  const next = order[current === undefined ? 0 : order.indexOf(current) + 1];
  return next === undefined ? others : { ...others, [name]: next };
};
