import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** One of the people: id → name and company. */
export const PersonSelect = ({
  value,
  options,
  choose,
}: {
  value: string;
  options: ReadonlyMap<string, string>;
  choose: (lead: string) => void;
}) => {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t("scoring.try")}
      searchable
      allowDeselect={false}
      value={value === "" ? null : value}
      data={[...options].map(([id, label]) => ({ value: id, label }))}
      placeholder={t("scoring.choosePerson")}
      nothingFoundMessage={t("scoring.nobody")}
      onChange={(next) => next !== null && choose(next)}
    />
  );
};
