import type { Instant } from "../world/world.ts";

/** A place in a line: when its mail goes, and how many go on that day before it. */
export type Place = { at: Instant; n: number };

/** `gapMs`: from one mail to the next. `next`: when more may go after a day that is full. */
export type Day = { begin: Instant; holds: number; next: Instant; gapMs: number };

/** The time of this place, or of the next day's first if the day is full by then; and the place after it. */
export const take = (place: Place, dayAt: (at: Instant) => Day): { at: Instant; next: Place } => {
  const today = dayAt(place.at);
  const isFull = place.n >= today.holds;
  const at = isFull ? today.next : place.at;
  const day = isFull ? dayAt(at) : today;
  const after = at + day.gapMs;
  const n = (isFull ? 0 : place.n) + 1;
  return { at, next: { at: after, n: dayAt(after).begin === day.begin ? n : 0 } };
};
