import { Button, NativeSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FieldWord } from "../../../api/vocabulary.ts";
import type { Condition, Scalar } from "../../../api/workflows.ts";
import { useSay, useTerm } from "../../../ui/words.ts";
import {
  type FieldOp,
  fieldOps,
  type Group,
  type Row,
  readValue,
  toCondition,
  toGroup,
} from "../document/conditions.ts";
import { useStage } from "../stage.ts";
import { DurationField } from "./fields.tsx";
import css from "./inspector.module.css";

/** A condition as rows: what is asked about, how, and of which value. Groups stand in boxes of their own. */
export const ConditionField = ({
  label,
  value,
  change,
  optional = false,
}: {
  label: string;
  value: Condition | undefined;
  change: (value: Condition | undefined) => void;
  optional?: boolean;
}) => {
  const { t } = useTranslation();
  const group: Group = value === undefined ? { mode: "all", not: false, rows: [] } : toGroup(value);
  const write = (next: Group) => {
    const made = toCondition(next);
    if (made !== undefined || optional) change(made);
  };
  return (
    <fieldset className={css["group"]} style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontSize: 13, fontWeight: 550, padding: 0 }}>{label}</legend>
      {value === undefined && <p className={css["join"]}>{t("rules.everyone")}</p>}
      <Rows group={group} write={write} keepOne={!optional} depth={0} />
    </fieldset>
  );
};

const Rows = ({
  group,
  write,
  keepOne,
  depth,
}: {
  group: Group;
  write: (group: Group) => void;
  keepOne: boolean;
  depth: number;
}) => {
  const { t } = useTranslation();
  const { rows, mode } = group;
  const set = (index: number, row: Row) => write({ ...group, rows: rows.with(index, row) });
  return (
    <>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own
        <div key={index} className={css["group"]}>
          {index > 0 && (
            <NativeSelect
              size="xs"
              aria-label={t("cond.join")}
              value={mode}
              data={[
                { value: "all", label: t("cond.all") },
                { value: "any", label: t("cond.any") },
              ]}
              disabled={index > 1}
              onChange={({ currentTarget }) => write({ ...group, mode: currentTarget.value === "any" ? "any" : "all" })}
            />
          )}
          <div className={css["box"]}>
            <div className={css["line"]}>
              <span>{row.kind === "group" ? t(row.not ? "cond.noGroup" : "cond.group") : t(`cond.${row.kind}`)}</span>
              {(!keepOne || rows.length > 1) && (
                <Button
                  size="xs"
                  variant="subtle"
                  color="gray"
                  px={4}
                  aria-label={t("cond.remove")}
                  onClick={() => write({ ...group, rows: rows.toSpliced(index, 1) })}
                >
                  <IconX size={14} />
                </Button>
              )}
            </div>
            {row.kind === "group" ? (
              <Rows group={row} write={(next) => set(index, { kind: "group", ...next })} keepOne depth={depth + 1} />
            ) : (
              <Asked row={row} set={(next) => set(index, next)} />
            )}
          </div>
        </div>
      ))}
      <div className={css["fixes"]} style={{ marginTop: 0 }}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={13} />}
          onClick={() =>
            write({ ...group, rows: [...rows, { kind: "field", not: false, field: "fit", op: "gte", value: 10 }] })
          }
        >
          {t("cond.add")}
        </Button>
        {depth < 2 && rows.length > 0 && (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              write({
                ...group,
                rows: [
                  ...rows,
                  {
                    kind: "group",
                    not: false,
                    mode: mode === "all" ? "any" : "all",
                    rows: [{ kind: "event", not: false, event: "mail.clicked" }],
                  },
                ],
              })
            }
          >
            {t("cond.addGroup")}
          </Button>
        )}
      </div>
    </>
  );
};

type One = Exclude<Row, { kind: "group" }>;

const Asked = ({ row, set }: { row: One; set: (row: Row) => void }) => {
  const { t } = useTranslation();
  const { vocabulary } = useStage();
  const names = useNames();
  const chosen = row.kind === "field" ? `field ${row.field}` : `event ${row.event}`;
  const fields = (vocabulary?.fields ?? []).map(({ field, people }) => ({
    value: `field ${field}`,
    label: people > 0 ? t("cond.counted", { name: names.field(field), count: people }) : names.field(field),
  }));
  const events = (vocabulary?.events ?? []).map(({ event }) => ({
    value: `event ${event}`,
    label: names.event(event),
  }));
  const known = [...fields, ...events].some(({ value }) => value === chosen);
  return (
    <>
      <Select
        aria-label={t("cond.what")}
        searchable
        allowDeselect={false}
        value={chosen}
        nothingFoundMessage={t("cond.nothing")}
        data={[
          ...(known ? [] : [{ value: chosen, label: chosen.slice(6) }]),
          { group: t("cond.events"), items: events },
          { group: t("cond.fields"), items: fields },
        ]}
        onChange={(next) => {
          if (next === null) return;
          const name = next.slice(6);
          if (next.startsWith("event ")) set({ kind: "event", not: false, event: name });
          else {
            const word = vocabulary?.fields.find(({ field }) => field === name);
            const op = word?.kind === "number" ? "gte" : word?.kind === "list" ? "contains" : "eq";
            set({
              kind: "field",
              not: false,
              field: name,
              op,
              value: word?.kind === "number" ? 10 : (word?.values[0] ?? ""),
            });
          }
        }}
      />
      {row.kind === "field" ? <FieldTest row={row} set={set} /> : <EventTest row={row} set={set} />}
    </>
  );
};

const FieldTest = ({ row, set }: { row: Extract<Row, { kind: "field" }>; set: (row: Row) => void }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const { vocabulary } = useStage();
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

const EventTest = ({ row, set }: { row: Extract<Row, { kind: "event" }>; set: (row: Row) => void }) => {
  const { t } = useTranslation();
  const say = useSay();
  const { vocabulary } = useStage();
  const by = vocabulary?.events.find(({ event }) => event === row.event)?.by ?? row.detail?.key;
  const { detail, atLeast, within, ...bare } = row;
  const more = {
    ...(detail === undefined ? {} : { detail }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(within === undefined ? {} : { within }),
  };
  const named = by === "template" ? vocabulary?.templates : by === "source" ? vocabulary?.sources : undefined;
  const withDetail = (value: string) => {
    const { detail: _, ...others } = more;
    set({ ...bare, ...others, ...(value === "" || by === undefined ? {} : { detail: { key: by, value } }) });
  };
  return (
    <>
      <NativeSelect
        aria-label={t("cond.did")}
        value={row.not ? "no" : "yes"}
        data={[
          { value: "yes", label: t("cond.happened") },
          { value: "no", label: t("cond.notHappened") },
        ]}
        onChange={({ currentTarget }) => set({ ...row, not: currentTarget.value === "no" })}
      />
      {named !== undefined && by !== undefined && (
        <NativeSelect
          aria-label={t(`condBy.${by}`)}
          value={detail?.value ?? ""}
          data={[
            { value: "", label: t("cond.anyOf") },
            ...named.map(({ id, name }) => ({ value: id, label: say(name, id) })),
            ...(detail === undefined || named.some(({ id }) => id === detail.value)
              ? []
              : [{ value: detail.value, label: detail.value }]),
          ]}
          onChange={({ currentTarget }) => withDetail(currentTarget.value)}
        />
      )}
      {by === "name" && (
        <TextInput
          aria-label={t(`condBy.${by}`)}
          value={detail?.value ?? ""}
          onChange={({ currentTarget }) => withDetail(currentTarget.value)}
        />
      )}
      <div className={css["pair"]}>
        <NumberInput
          label={t("cond.times")}
          min={1}
          max={20}
          value={atLeast ?? 1}
          onChange={(next) => {
            const { atLeast: _, ...others } = more;
            set({ ...bare, ...others, ...(typeof next === "number" && next > 1 ? { atLeast: next } : {}) });
          }}
        />
      </div>
      <DurationField
        label={t("cond.within")}
        value={within ?? ""}
        change={(next) => {
          const { within: _, ...others } = more;
          set({ ...bare, ...others, ...(next === "" ? {} : { within: next }) });
        }}
      />
    </>
  );
};

const useNames = () => {
  const { t, i18n } = useTranslation();
  const term = useTerm();
  return {
    field: (name: string): string => {
      const [group = "", ...rest] = name.split(".");
      const own = rest.join(".");
      if (own === "") return term("field", name);
      if (group === "families") return t("cond.familyField", { name: term("family", own) });
      if (group === "attributes") return term("attribute", own);
      return term(`field_${group}`, own);
    },
    event: (name: string): string => (i18n.exists(`did.${name}`) ? t(`did.${name}`) : term("signal", name)),
  };
};
