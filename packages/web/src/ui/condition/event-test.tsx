import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { useSay } from "../words.ts";
import css from "./condition.module.css";
import type { Row } from "./conditions.ts";
import { DurationField } from "./duration-field.tsx";

/** Did it happen or not: which one, how often, within what time. */
export const EventTest = ({ row, set }: { row: Extract<Row, { kind: "event" }>; set: (row: Row) => void }) => {
  const { t } = useTranslation();
  const say = useSay();
  const vocabulary = useQuery(vocabularyQuery).data;
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
