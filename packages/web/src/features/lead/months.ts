import { DAY } from "../../ui/format.ts";

/** Instants for the labels of a time axis: month beginnings where months pass, else every week. About eight at most. */
export const monthsBetween = (from: number, until: number): number[] => {
  const days = (until - from) / DAY;
  const marks: number[] = [];
  if (days <= 100) {
    const step = Math.max(7, Math.ceil(days / 8)) * DAY;
    for (let at = from + step / 2; at < until - step / 4; at += step) marks.push(at);
    return marks;
  }
  const every = Math.ceil(days / 30 / 9);
  const first = new Date(from);
  for (let month = 1; ; month += every) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1, 12);
    if (at > until - 5 * DAY) return marks;
    marks.push(at);
  }
};
