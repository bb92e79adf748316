import { Button, NativeSelect, Select } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../api/definition.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import box from "../box.module.css";
import css from "./condition.module.css";
import { type Group, type Row, toCondition, toGroup } from "./conditions.ts";
import { EventTest } from "./event-test.tsx";
import { FieldTest } from "./field-test.tsx";
import { useNames } from "./use-names.ts";

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
    <fieldset className={box["group"]} style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontSize: 13, fontWeight: 550, padding: 0 }}>{label}</legend>
      {value === undefined && <p className={box["join"]}>{t("rules.everyone")}</p>}
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
        <div key={index} className={box["group"]}>
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
          <div className={box["box"]}>
            <div className={box["line"]}>
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
  const vocabulary = useQuery(vocabularyQuery).data;
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
