import type { Score, TimelineItem } from "../../api/leads.ts";
import type { Words } from "../../api/workspace.ts";
import { DAY, instant } from "../../ui/format.ts";
import { wordsOf } from "../../ui/words.ts";

/** A moment of the score: `family` names what changed it. */
export type Point = { at: number; total: number; family?: string; signal?: string; label?: Words; points?: number };
export type History = { line: Point[]; changes: Point[]; fit: number };
type HalfLives = Record<string, number | null>;

const number = (value: unknown) => (typeof value === "number" ? value : undefined);
const labelOf = (value: unknown): { label?: Words } => {
  const label = wordsOf(value);
  return label === undefined ? {} : { label };
};
const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** The score over time, played again from what changed it: jumps at the changes, exact decay between them. */
export const historyOf = (entries: TimelineItem[], halfLives: HalfLives, now: number): History => {
  const families = new Map<string, { value: number; at: number }>();
  let fit = 0;
  const total = (at: number) =>
    fit +
    [...families].reduce((sum, [name, { value, at: since }]) => sum + decay(value, at - since, halfLives[name]), 0);
  const line: Point[] = [];
  const changes: Point[] = [];
  const sampleTo = (end: number) => {
    const start = line.at(-1)?.at;
    if (start === undefined) return;
    const step = Math.max(DAY, (end - start) / 40);
    for (let at = start + step; at < end; at += step) line.push({ at, total: total(at) });
    line.push({ at: end, total: total(end) });
  };
  const moved = entries
    .filter(({ type }) => type === "score.changed" || type === "fit.changed")
    .toSorted((a, b) => instant(a.at) - instant(b.at));
  for (const entry of moved) {
    const at = instant(entry.at);
    sampleTo(at);
    const family = entry.type === "fit.changed" ? "fit" : (text(entry["family"]) ?? "web");
    const before = total(at);
    if (entry.type === "fit.changed") fit = number(entry["fit"]) ?? fit;
    else {
      const known = families.get(family);
      const left = known === undefined ? 0 : decay(known.value, at - known.at, halfLives[family]);
      families.set(family, { value: left + (number(entry["points"]) ?? 0), at });
    }
    const signal = text(entry["signal"]);
    const point: Point = {
      at,
      total: total(at),
      family,
      points: total(at) - before,
      ...(signal ? { signal } : {}),
      ...labelOf(entry["label"]),
    };
    line.push(point);
    if (point.points !== 0) changes.push(point);
  }
  sampleTo(now);
  return { line, changes, fit };
};

/** What the score will be if nothing happens. */
export const forecastOf = ({ fit, families, halfLives = {} }: Score, now: number, until: number): Point[] => {
  const step = Math.max(DAY, (until - now) / 40);
  const points: Point[] = [];
  for (let at = now; at <= until; at += step)
    points.push({
      at,
      total: Object.entries(families).reduce(
        (sum, [name, value]) => sum + decay(value, at - now, halfLives[name]),
        fit,
      ),
    });
  return points;
};

const decay = (value: number, elapsedMs: number, halfLifeDays: number | null | undefined) =>
  halfLifeDays ? value * 2 ** (-elapsedMs / (halfLifeDays * DAY)) : value;

/** Times in which a deal was open: mail rests then. An open one ends now. */
export const dealsOf = (entries: TimelineItem[], now: number): { from: number; to: number; lost?: string }[] => {
  const open = new Map<string, number>();
  const spans: { from: number; to: number; lost?: string }[] = [];
  for (const entry of entries.toSorted((a, b) => instant(a.at) - instant(b.at))) {
    const deal = text(entry["deal"]) ?? "";
    if (entry.type === "deal.opened") open.set(deal, instant(entry.at));
    if (entry.type !== "deal.lost" && entry.type !== "deal.won") continue;
    const reason = text(entry["reason"]);
    const closed = instant(text(entry["closedAt"]) ?? number(entry["closedAt"]) ?? entry.at);
    spans.push({ from: open.get(deal) ?? closed, to: closed, ...(reason ? { lost: reason } : {}) });
    open.delete(deal);
  }
  return [...spans, ...[...open.values()].map((from) => ({ from, to: now }))];
};
