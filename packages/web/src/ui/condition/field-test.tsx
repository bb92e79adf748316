import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Scalar } from "../../api/definition.ts";
import { type FieldWord, vocabularyQuery } from "../../api/vocabulary.ts";
import { useTerm } from "../words.ts";
import css from "./condition.module.css";
import { type FieldOp, fieldOps, type Row, readValue } from "./conditions.ts";

/** How a field is compared, and with what. */
export const FieldTest = ({ row, set }: { row: Extract<Row, { kind: "field" }>; set: (row: Row) => void }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const vocabulary = useQuery(vocabularyQuery).data;
  const word = vocabulary?.fields.find(({ field }) => field === row.field);
  const kind = word?.kind ?? "any";
  const ops = fieldOps.filter((op) => op === row.op || fits(op, kind));
  const text = Array.isArray(row.value) ? row.value.join(", ") : String(row.value);
  const write = (next: string) => set({ ...row, value: typed(row.op, kind, next) });
  return (
    <div className={css["pair"]}>
      <NativeSelect
        aria-label={t("cond.how")}
        value={row.not ? `not ${row.op}` : row.op}
        data={[
          ...(row.not ? [{ value: `not ${row.op}`, label: t("cond.notSo") }] : []),
          ...ops.map((op) => ({ value: op, label: t(`condOp.${op}`) })),
        ]}
        onChange={({ currentTarget }) => {
          const op = fieldOps.find((one) => one === currentTarget.value);
          if (op !== undefined)
            set({ ...row, not: false, op, value: typed(op, kind, op === "exists" ? "true" : text) });
        }}
      />
      {row.op === "exists" ? (
        <NativeSelect
          aria-label={t("cond.value")}
          value={String(row.value)}
          data={[
            { value: "true", label: t("cond.there") },
            { value: "false", label: t("cond.notThere") },
          ]}
          onChange={({ currentTarget }) => set({ ...row, value: currentTarget.value === "true" })}
        />
      ) : kind === "number" && typeof row.value === "number" ? (
        <NumberInput
          aria-label={t("cond.value")}
          value={row.value}
          onChange={(next) => set({ ...row, value: typeof next === "number" ? next : 0 })}
        />
      ) : closed.includes(row.field) && row.op !== "in" && word !== undefined ? (
        <NativeSelect
          aria-label={t("cond.value")}
          value={text}
          data={[...new Set([text, ...word.values])].map((value) => ({
            value,
            label: term("stage", term("basis", term("lost", value))),
          }))}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
      ) : (
        <TextInput
          aria-label={t("cond.value")}
          defaultValue={text}
          key={row.field + row.op}
          list={`values of ${row.field}`}
          placeholder={row.op === "in" ? t("cond.several") : t("cond.value")}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
      )}
      {word !== undefined && word.values.length > 0 && (
        <datalist id={`values of ${row.field}`}>
          {word.values.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </div>
  );
};

/** Fields that have no other values than those that are listed. */
const closed = ["stage", "consent", "deal.reason"];

const fits = (op: FieldOp, kind: FieldWord["kind"]): boolean => {
  if (op === "exists") return true;
  const ranges = op === "gt" || op === "gte" || op === "lt" || op === "lte";
  if (kind === "number") return ranges || op === "eq" || op === "ne";
  if (kind === "any") return true;
  return !ranges;
};

const typed = (op: FieldOp, kind: FieldWord["kind"], text: string): Scalar | Scalar[] =>
  kind === "number" && op !== "in" && op !== "exists" ? Number(text.normalize("NFKC")) || 0 : readValue(op, text);
