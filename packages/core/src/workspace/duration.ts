/** An ISO 8601 duration taken apart: months and days are the calendar's, `ms` is exact. A sign before P turns all of it. */
export type Span = { months: number; days: number; ms: number };

export const spanOf = (duration: string): Span => {
  const known = spans.get(duration);
  if (known !== undefined) return known;
  const found = pattern.exec(duration);
  if (found === null) throw new RangeError(`Not an ISO 8601 duration: ${duration}`);
  const [, sign, ...parts] = found;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const turn = sign === "-" ? -1 : 1;
  const span = {
    months: turn * (years * 12 + months),
    days: turn * (weeks * 7 + days),
    ms: turn * ((hours * 60 + minutes) * 60 + seconds) * 1000,
  };
  if (spans.size >= 1000) spans.clear();
  spans.set(duration, span);
  return span;
};

/** Roughly how many days: months count 30. Enough to refuse what is empty or absurd. */
export const roughDays = (duration: string): number => {
  const { months, days, ms } = spanOf(duration);
  return months * 30 + days + ms / 86_400_000;
};

const pattern = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
/** Lives as long as the process; emptied at 1,000. */
const spans = new Map<string, Span>();
