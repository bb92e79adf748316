import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { readerQuery, readersQuery } from "../../api/mails.ts";

const SOMEBODY = "somebody";

/** Whose eyes the mail is seen with: a lead by name, company or address, or somebody made up. */
export const ReaderSelect = ({
  reader,
  choose,
}: {
  reader: string | undefined;
  choose: (lead: string | undefined) => void;
}) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  const warmest = useQuery(readersQuery(undefined)).data ?? [];
  const chosen = useQuery({ ...readerQuery(reader ?? ""), enabled: reader !== undefined }).data;
  const nameOf = ({ name, email: address }: Lead) => (name === undefined ? address : t("mailEdit.as", { name }));
  const shown = chosen === undefined ? t("mailEdit.somebody") : nameOf(chosen);
  const asked = wanted !== "" && wanted !== shown;
  const found = useQuery({ ...readersQuery(wanted), enabled: asked }).data ?? [];
  const ids = new Set(found.map(({ id }) => id));
  const all = [
    ...new Map(
      [...(chosen === undefined ? [] : [chosen]), ...found, ...warmest].map((lead) => [lead.id, lead]),
    ).values(),
  ];
  return (
    <Select
      searchable
      size="sm"
      w={280}
      maw="100%"
      aria-label={t("mailEdit.reader")}
      placeholder={t("mailEdit.readerHint")}
      nothingFoundMessage={t("mailEdit.readerNone")}
      leftSection={<IconUser size={16} stroke={1.7} />}
      allowDeselect={false}
      comboboxProps={{ width: 320, position: "bottom-end" }}
      value={reader ?? SOMEBODY}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(value) => choose(value === null || value === SOMEBODY ? undefined : value)}
      data={[
        { value: SOMEBODY, label: t("mailEdit.somebody") },
        ...all.map((lead) => ({ value: lead.id, label: nameOf(lead), lead })),
      ]}
      filter={({ options, search }) =>
        options.filter((option) => {
          if (!("value" in option) || search === shown || ids.has(option.value)) return true;
          const lead = all.find(({ id }) => id === option.value);
          return plain(`${option.label} ${lead?.email ?? ""} ${lead?.company ?? ""}`).includes(plain(search));
        })
      }
      renderOption={({ option }) => {
        const lead = all.find(({ id }) => id === option.value);
        return (
          <span>
            {option.label}
            {lead !== undefined && (
              <small style={{ display: "block", color: "var(--rk-ink3)" }}>
                {[lead.company, lead.email].filter(Boolean).join(" · ")}
              </small>
            )}
          </span>
        );
      }}
    />
  );
};

/** Full and half width, capitals and small letters are alike. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();
