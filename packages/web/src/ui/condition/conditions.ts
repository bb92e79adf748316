import type { Condition, Scalar } from "../../api/definition.ts";

/** A condition as rows that people edit: each asks one thing; a group holds rows of its own. */
export type Group = { mode: "all" | "any"; not: boolean; rows: Row[] };
export type Row =
  | { kind: "field"; not: boolean; field: string; op: FieldOp; value: Scalar | Scalar[] }
  | {
      kind: "event";
      not: boolean;
      event: string;
      detail?: { key: "template" | "source" | "name"; value: string };
      atLeast?: number;
      within?: string;
    }
  | ({ kind: "group" } & Group);
export const fieldOps = ["eq", "ne", "in", "contains", "gte", "lte", "gt", "lt", "exists"] as const;
export type FieldOp = (typeof fieldOps)[number];

export const toGroup = (condition: Condition): Group => {
  if (condition.all !== undefined) return { mode: "all", not: false, rows: condition.all.map(toRow) };
  if (condition.any !== undefined) return { mode: "any", not: false, rows: condition.any.map(toRow) };
  const tests = testsOf(condition);
  if (tests.length > 1)
    return { mode: "all", not: false, rows: tests.map(([op, value]) => fieldRow(condition.field ?? "", op, value)) };
  return { mode: "all", not: false, rows: [toRow(condition)] };
};

const toRow = (condition: Condition): Row => {
  if (condition.not !== undefined) {
    const inner = toRow(condition.not);
    return { ...inner, not: !inner.not };
  }
  if (condition.all !== undefined || condition.any !== undefined) return { kind: "group", ...toGroup(condition) };
  if (condition.event !== undefined) {
    const { event, atLeast, within } = condition;
    const detail = (["template", "source", "name"] as const).flatMap((key) => {
      const value = condition[key];
      return value === undefined ? [] : [{ key, value }];
    })[0];
    return {
      kind: "event",
      not: false,
      event,
      ...(detail === undefined ? {} : { detail }),
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(within === undefined ? {} : { within }),
    };
  }
  const tests = testsOf(condition);
  const [first] = tests;
  if (tests.length > 1 || first === undefined) return { kind: "group", ...toGroup({ all: split(condition) }) };
  return fieldRow(condition.field ?? "", first[0], first[1]);
};

const fieldRow = (field: string, op: FieldOp, value: Scalar | Scalar[]): Row => ({
  kind: "field",
  not: false,
  field,
  op,
  value,
});

const testsOf = (condition: Condition): [FieldOp, Scalar | Scalar[]][] =>
  condition.field === undefined
    ? []
    : fieldOps.flatMap((op): [FieldOp, Scalar | Scalar[]][] => {
        const value = condition[op];
        return value === undefined ? [] : [[op, value]];
      });
const split = (condition: Condition): Condition[] =>
  testsOf(condition).map(([op, value]) => ({ field: condition.field ?? "", [op]: value }));

/** A group of one is that one: conditions stay as short as people would write them. */
export const toCondition = ({ mode, not, rows }: Group): Condition | undefined => {
  const parts = rows.flatMap((row) => fromRow(row) ?? []);
  const [first] = parts;
  if (first === undefined) return undefined;
  const whole: Condition = parts.length === 1 ? first : mode === "all" ? { all: parts } : { any: parts };
  return not ? { not: whole } : whole;
};

const fromRow = (row: Row): Condition | undefined => {
  if (row.kind === "group") return toCondition(row);
  const asked: Condition =
    row.kind === "field"
      ? { field: row.field, [row.op]: row.value }
      : {
          event: row.event,
          ...(row.detail === undefined ? {} : { [row.detail.key]: row.detail.value }),
          ...(row.atLeast === undefined ? {} : { atLeast: row.atLeast }),
          ...(row.within === undefined ? {} : { within: row.within }),
        };
  return row.not ? { not: asked } : asked;
};

/** A text as the value that was meant: `300` is a number where numbers are compared. */
export const readValue = (op: FieldOp, text: string): Scalar | Scalar[] => {
  if (op === "exists") return text !== "false";
  if (op === "in")
    return text
      .split(/[,、，]/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  if (op === "gt" || op === "gte" || op === "lt" || op === "lte") return Number(text.normalize("NFKC")) || 0;
  return text;
};
