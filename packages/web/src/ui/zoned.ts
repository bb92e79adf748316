import { instant } from "./format.ts";

/** Wall times of the workspace's zone, as fields for date and time write them: `2026-11-24T10:12`. */
export const wallOf = (at: string | number, zone: string): string => {
  const parts = new Map(
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(instant(at))
      .map(({ type, value }) => [type, value] as const),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
};

/** The instant of a wall time in the zone, ISO 8601; undefined while it is not whole. */
export const instantOf = (wall: string, zone: string): string | undefined => {
  const asUtc = Date.parse(`${wall}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(asUtc)) return undefined;
  // The second look takes the offset of the moment itself, where it changes in between.
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone)).toISOString();
};

const offsetAt = (at: number, zone: string): number =>
  Date.parse(`${wallOf(at, zone)}:00Z`) - Math.floor(at / 60_000) * 60_000;
