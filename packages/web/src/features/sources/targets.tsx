import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mapping, SampleField } from "../../api/sources.ts";
import css from "./mapping.module.css";
import { CONSENT, targetName, usualTargets } from "./target-names.ts";

type Put = (target: string, where: string | undefined) => void;

/** Which field becomes what. `consent` null: there is no ground for mail that a field could confirm. */
export const Targets = ({
  mapping,
  consent,
  fields,
  active,
  activate,
  put,
}: {
  mapping: Mapping;
  consent: string | undefined | null;
  fields: SampleField[];
  active: string;
  activate: (target: string) => void;
  put: Put;
}) => {
  const { t } = useTranslation();
  const [added, setAdded] = useState<string[]>([]);
  const own = [...new Set([...Object.keys(mapping), ...added])].filter(
    (target) => !usualTargets.some((one) => one === target),
  );
  const hasName = mapping["name"] !== undefined;
  const usual = usualTargets.filter(
    (target) => !hasName || (target !== "familyName" && target !== "givenName") || mapping[target] !== undefined,
  );
  const rows = [...usual, ...own, ...(consent === null ? [] : [CONSENT])];
  const row = (target: string) => {
    const where = target === CONSENT ? (consent ?? undefined) : mapping[target];
    return (
      <li key={target} data-active={target === active || undefined}>
        <label htmlFor={`to-${target}`}>
          {targetName(target, t)}
          {target === "email" && <span className={css["must"]}>{t("mapping.must")}</span>}
        </label>
        <Where
          id={`to-${target}`}
          where={where}
          fields={fields}
          focus={() => activate(target)}
          put={(one) => put(target, one)}
        />
        {own.includes(target) && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("mapping.drop", { target: targetName(target, t) })}
            onClick={() => {
              setAdded(added.filter((one) => one !== target));
              put(target, undefined);
            }}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </li>
    );
  };
  return (
    <>
      <ul className={css["targets"]}>{rows.map(row)}</ul>
      <Add
        add={(name) => {
          setAdded([...added, `attributes.${name}`]);
          activate(`attributes.${name}`);
        }}
      />
      {Object.keys(mapping).length === 0 && <p className={css["by"]}>{t("mapping.byLabel")}</p>}
    </>
  );
};

/** A field of the sample, or any other place that is known by name. Several that are joined are shown and kept as they are. */
const Where = ({
  id,
  where,
  fields,
  focus,
  put,
}: {
  id: string;
  where: string | string[] | undefined;
  fields: SampleField[];
  focus: () => void;
  put: (where: string | undefined) => void;
}) => {
  const { t } = useTranslation();
  const known = fields.map((field) => ({
    value: field.where,
    label: field.label === field.where ? field.label : `${field.label} (${field.where})`,
  }));
  const value = Array.isArray(where) ? where.join(" + ") : where;
  const missing = value !== undefined && !known.some((one) => one.value === value);
  return (
    <Select
      id={id}
      data={missing ? [{ value, label: value }, ...known] : known}
      value={value ?? null}
      placeholder={t("mapping.none")}
      error={missing && fields.length > 0 && !Array.isArray(where) ? t("mapping.notInSample") : undefined}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("mapping.clear") }}
      nothingFoundMessage={t("mapping.noSuch")}
      onFocus={focus}
      onChange={(next) => put(next ?? undefined)}
    />
  );
};

const Add = ({ add }: { add: (name: string) => void }) => {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const plain = name.trim().replaceAll(".", "");
  return (
    <form
      className={css["add"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (plain === "" || /^(__proto__|constructor|prototype)$/.test(plain)) return;
        add(plain);
        setName("");
      }}
    >
      <TextInput
        aria-label={t("mapping.own")}
        placeholder={t("mapping.own")}
        value={name}
        maxLength={80}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} disabled={plain === ""}>
        {t("mapping.add")}
      </Button>
    </form>
  );
};
