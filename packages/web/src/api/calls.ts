import { api } from "../api.ts";
import type { Line, Words } from "./workspace.ts";

export const outcomes = ["reached", "noAnswer", "willCall", "wrongNumber"] as const;
export type Outcome = (typeof outcomes)[number] | "refused";

export const chipNames = ["interest", "budget", "authority", "need", "timing"] as const;
export type ChipName = (typeof chipNames)[number];
export type Timing = "within3m" | "within6m" | "later";
export type Chips = Partial<Record<Exclude<ChipName, "timing">, boolean>> & { timing?: Timing };

/** `at`: when the call was, where it is told of later. */
export type CallNote = { note?: string; outcome?: Outcome; chips?: Chips; at?: string };
/** Words of the note that say something about a chip: `note.slice(from, to)`. */
export type Phrase = {
  phrase: string;
  from: number;
  to: number;
  chip: ChipName;
  value: boolean | Timing;
  negated: boolean;
};
/** What saving would do, and what the note says by itself. With chips given, only those count. */
export type CallPreview = {
  signals: { signal: string; label?: Words; points: number }[];
  total: number;
  crosses: Line[];
  effects: Effect[];
  phrases: Phrase[];
};
export type Effect = { kind: string; owner?: string; line?: Line; workflow?: string; stage?: string };

export const previewCall = (lead: string, note: CallNote) =>
  api.post<CallPreview>(`/v1/leads/${encodeURIComponent(lead)}/calls?dryRun=true`, note);
/** Under the same `id` it is saved once, however often it is sent. */
export const saveCall = (lead: string, note: CallNote, id: string) =>
  api.post<unknown>(`/v1/leads/${encodeURIComponent(lead)}/calls`, note, true, { "idempotency-key": id });

export const openDeal = (body: { leadEmail: string; company?: string; stage: string }) =>
  api.post<{ id: string }>("/v1/deals", body, true);
