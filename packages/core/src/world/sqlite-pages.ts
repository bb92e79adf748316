import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

/** An index to page through: the column that is fixed (absent: everything), those that order the rows (the last ones make them unique), and what is read. */
export type Order = { part?: string; by: string[]; read: string };

/** `from` and `to` are inclusive bounds of the first ordering column, `after` the `next` of the page before. */
export type Range = {
  part?: string;
  from?: string | number | undefined;
  to?: string | number | undefined;
  descending?: boolean | undefined;
  limit: number;
  after?: string | undefined;
};

type Row = Record<string, SQLOutputValue>;

/** Reads pages of `item`. Statements are prepared once per shape of the question. */
export const pages = (db: DatabaseSync) => {
  const statements = new Map<string, StatementSync>();
  return (order: Order, range: Range): { rows: Row[]; next?: string } => {
    const { sql, values } = question(order, range);
    const known = statements.get(sql);
    const statement = known ?? db.prepare(sql);
    if (known === undefined) statements.set(sql, statement);
    const rows = statement.all(...values);
    if (rows.length <= range.limit) return { rows };
    rows.pop();
    const last = rows.at(-1);
    return { rows, ...(last !== undefined && { next: cursorOf(order.by.map((column) => last[column])) }) };
  };
};

/** One row more than the limit is asked for: it tells whether there is a next page. */
const question = ({ part, by, read }: Order, range: Range): { sql: string; values: SQLInputValue[] } => {
  const direction = range.descending ? "desc" : "asc";
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  if (part !== undefined && range.part !== undefined) {
    conditions.push(`${part} = ?`);
    values.push(range.part);
  }
  if (range.from !== undefined) {
    conditions.push(`${by[0]} >= ?`);
    values.push(range.from);
  }
  if (range.to !== undefined) {
    conditions.push(`${by[0]} <= ?`);
    values.push(range.to);
  }
  if (range.after !== undefined) {
    conditions.push(`(${by.join(", ")}) ${range.descending ? "<" : ">"} (${by.map(() => "?").join(", ")})`);
    values.push(...placeOf(range.after, by.length));
  }
  return {
    sql: `select ${read} from item where ${["true", ...conditions].join(" and ")} order by ${by.map((column) => `${column} ${direction}`).join(", ")} limit ?`,
    values: [...values, range.limit + 1],
  };
};

/** Base64url of a JSON list: callers pass it through URLs. */
const cursorOf = (place: unknown[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(place))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const placeOf = (cursor: string, length: number): (string | number)[] => {
  const place = parsed(cursor);
  if (!Array.isArray(place) || place.length !== length) throw new RangeError("Not a cursor of this listing");
  return place.map((value: unknown) => {
    if (typeof value !== "string" && typeof value !== "number") throw new RangeError("Not a cursor of this listing");
    return value;
  });
};

/** Cursors come from outside: whatever cannot be read is none of ours. */
const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(decode(cursor));
  } catch {
    throw new RangeError("Not a cursor of this listing");
  }
};

const decode = (cursor: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0)),
  );
