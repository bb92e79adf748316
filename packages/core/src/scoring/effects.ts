import type { Line } from "../leads/lead.ts";

/** Somebody whom a new model lifts over a line, or lets fall below one: the highest of those that change sides. */
export type Move = {
  lead: string;
  name?: string;
  company?: string;
  line: Line;
  before: number;
  after: number;
  /** Publishing would hand them over at once. */
  handsOver: boolean;
  /** Already with inside sales, and stays there. */
  withSales: boolean;
  /** Why they are not handed over although they are above the line. */
  held?: Held;
};
export type Held = "customer" | "openDeal" | "withSales" | "returned" | "other";

/** What publishing a model would do to the people who were looked at. `before` = the model that runs. */
export type Effects = {
  looked: number;
  /** Everybody was looked at. */
  all: boolean;
  lines: Record<Line, { before: number; after: number; up: number; down: number }>;
  /** Those nearest to a phone first. */
  up: Move[];
  down: Move[];
  handsOver: number;
  /** Open hand-offs of people who fall below: they are not taken back. */
  kept: number;
  /** People who reached the line of inside sales in the last 30 days, a business day. */
  perDay: { before: number; after: number; capacity: number; businessDays: number };
  /** Of those with a past before their won deal, in the last year: how many had been over the line before it. */
  won: { people: number; before: number; after: number };
  /** Of the last 30 days, by rule of the new model; of fit rules the people of now. */
  rules: Record<string, { times: number; people: number }>;
};

export const noEffects = (capacity: number, businessDays: number): Effects => ({
  looked: 0,
  all: false,
  lines: { warm: none(), insideSales: none(), sales: none() },
  up: [],
  down: [],
  handsOver: 0,
  kept: 0,
  perDay: { before: 0, after: 0, capacity, businessDays },
  won: { people: 0, before: 0, after: 0 },
  rules: {},
});
const none = () => ({ before: 0, after: 0, up: 0, down: 0 });

/** So many people are named each way; the others are counted. */
const MOST_NAMED = 100;
const weight: Record<Line, number> = { insideSales: 1, sales: 1, warm: 0 };

export const named = (moves: Move[]): Move[] =>
  moves
    .toSorted((a, b) => weight[b.line] - weight[a.line] || Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, MOST_NAMED);
