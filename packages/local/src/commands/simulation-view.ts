import type { Preview } from "@rekindle/core/engine/preview";
import type { Definition } from "@rekindle/core/workflows/definition";
import { left, right, type Terminal, table } from "./terminal.ts";

type Done = Extract<Preview, { status: "done" }>;
type Assumed = { days: number; click: number; timeZone: string };

/** The days as a chart and as a table, then how it ended for whom. */
export const show = (made: Done, { name }: Definition, assumed: Assumed, terminal: Terminal): void => {
  const { say, print, paint, language } = terminal;
  const people = made.paths.length;
  const title = typeof name === "string" ? name : (name[language] ?? name.ja ?? name.en ?? "");
  print(paint.bold(title));
  const share = `${Math.round(assumed.click * 1000) / 10}%`;
  print(
    paint.dim(
      say({
        ja: `${people}人${made.synthetic > 0 ? `(うち見本${made.synthetic}人)` : ""}・${assumed.days}日・クリック${share}と仮定`,
        en: `${people} people${made.synthetic > 0 ? ` (${made.synthetic} made up)` : ""}, ${assumed.days} days, assuming that ${share} of mails are clicked`,
      }),
    ),
  );
  print();
  for (const line of chart(made, terminal)) print(line);
  print();
  for (const line of daysOf(made, terminal)) print(line);
  print();
  for (const line of endsOf(made, terminal)) print(line);
};

const blocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** One column a day, several days where the terminal is narrow. */
const chart = ({ days }: Done, { say, width, paint }: Terminal): string[] => {
  const label = say({ ja: "送信", en: "sent" });
  const other = say({ ja: "引き渡し", en: "hand-offs" });
  const margin = 12;
  const perColumn = Math.max(1, Math.ceil(days.length / (width - margin - 8)));
  const columns = (count: (day: Done["days"][number]) => number): number[] =>
    Array.from({ length: Math.ceil(days.length / perColumn) }, (_, n) =>
      days.slice(n * perColumn, (n + 1) * perColumn).reduce((sum, day) => sum + count(day), 0),
    );
  const row = (name: string, values: number[], colour: (text: string) => string): string => {
    const most = Math.max(...values, 1);
    const bars = values.map((value) => blocks[value === 0 ? 0 : Math.max(1, Math.round((value / most) * 8))] ?? " ");
    return `  ${left(name, margin - 2)}${colour(bars.join(""))}  ${paint.dim(say({ ja: `最大${most}`, en: `max ${most}` }))}`;
  };
  const first = days[0]?.date ?? "";
  const last = days.at(-1)?.date ?? "";
  const span = Math.ceil(days.length / perColumn);
  return [
    row(
      label,
      columns(({ sends }) => sends),
      paint.accent,
    ),
    row(
      other,
      columns(({ handOffs }) => handOffs),
      paint.warn,
    ),
    paint.dim(
      `  ${" ".repeat(margin - 2)}${span > 22 ? `${first}${right(last, span - first.length)}` : `${first} – ${last}`}`,
    ),
  ];
};

const BAR = 24;

/** Days on which something happens. */
const daysOf = ({ days }: Done, { say, paint, language }: Terminal): string[] => {
  const eventful = days.filter(({ sends, refused, handOffs, entered }) => sends + refused + handOffs + entered > 0);
  const most = Math.max(1, ...eventful.map(({ sends }) => sends));
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const head = [
    `  ${say({ ja: "日", en: "day" })}`,
    say({ ja: "開始", en: "entered" }),
    say({ ja: "送信", en: "sent" }),
    say({ ja: "見送り", en: "held back" }),
    say({ ja: "引き渡し", en: "hand-offs" }),
    "",
  ];
  const sum = (count: (day: Done["days"][number]) => number): string =>
    String(days.reduce((total, day) => total + count(day), 0));
  const rows = eventful.map(({ date, sends, refused, handOffs, entered }) => [
    `  ${date} ${weekday.format(new Date(date))}`,
    zeroless(entered),
    zeroless(sends),
    zeroless(refused),
    zeroless(handOffs),
    "▇".repeat(sends === 0 ? 0 : Math.max(1, Math.round((sends / most) * BAR))),
  ]);
  const total = [
    `  ${say({ ja: "合計", en: "total" })}`,
    sum(({ entered }) => entered),
    sum(({ sends }) => sends),
    sum(({ refused }) => refused),
    sum(({ handOffs }) => handOffs),
    "",
  ];
  const [first = "", ...lines] = table([head, ...rows, total], ["left", "right", "right", "right", "right", "left"]);
  const last = lines.pop() ?? "";
  return [paint.dim(first), ...lines, paint.bold(last)];
};

const zeroless = (n: number): string => (n === 0 ? "·" : String(n));

/** How it ended, the most frequent first; and why mails were held back. */
const endsOf = ({ paths, refusals }: Done, { say, paint }: Terminal): string[] => {
  const ends = new Map<string, number>();
  for (const { outcome } of paths) ends.set(outcome, (ends.get(outcome) ?? 0) + 1);
  const rows = (counts: [string, number][]) =>
    table(
      counts.toSorted(([, a], [, b]) => b - a).map(([reason, n]) => [`  ${reason}`, String(n)]),
      ["left", "right"],
    );
  const held = Object.entries(refusals);
  return [
    paint.bold(say({ ja: "終わり方", en: "How it ends" })),
    ...rows([...ends]),
    ...(held.length === 0
      ? []
      : ["", paint.bold(say({ ja: "見送りの理由", en: "Why mails are held back" })), ...rows(held)]),
  ];
};
