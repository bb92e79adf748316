import { Button, Checkbox, CloseButton, Menu, SegmentedControl, Select } from "@mantine/core";
import { IconColumns3, IconFilterPlus, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../api/definition.ts";
import { type LeadFilter, stages } from "../../api/leads.ts";
import { segmentsQuery } from "../../api/segments.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { useMay } from "../../ui/may.ts";
import { Pill } from "../../ui/pill.tsx";
import { allColumns, keepColumns, readColumns } from "./columns.ts";
import css from "./filters.module.css";
import { useFilter } from "./use-filter.ts";

const route = getRouteApi("/leads");

/** By stage, and by what else people are; each choice stands in the URL. */
export const Filters = ({ filter, reset }: { filter: LeadFilter; reset: () => void }) => {
  const { t } = useTranslation();
  const may = useMay();
  const { set, clear, isNarrowed } = useFilter();
  const words = useQuery(vocabularyQuery).data;
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  const counted = (items: { name: string; people: number }[] | undefined, chosen: string | undefined) => [
    ...(items ?? []).map(({ name, people }) => ({ value: name, label: t("leads.counted", { name, count: people }) })),
    ...(chosen === undefined || items?.some(({ name }) => name === chosen) ? [] : [{ value: chosen, label: chosen }]),
  ];
  const when = conditionOf(filter);
  return (
    <div className={css["filters"]}>
      <SegmentedControl
        className={css["stages"] ?? ""}
        aria-label={t("leads.stage")}
        value={filter.stage ?? "all"}
        onChange={(stage) => set({ stage: stage === "all" ? undefined : stage })}
        data={[
          { value: "all", label: t("leads.all") },
          ...stages.map((value) => ({ value, label: t(`stage.${value}`) })),
        ]}
      />
      <div className={css["choices"]}>
        <Choice
          label={t("leads.segment")}
          value={filter.segment}
          change={(segment) => set({ segment })}
          data={segments.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Choice
          label={t("leads.owner")}
          value={filter.owner}
          change={(owner) => set({ owner })}
          data={(words?.reps ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Choice
          label={t("leads.tag")}
          value={filter.tag}
          change={(tag) => set({ tag })}
          data={counted(words?.tags, filter.tag)}
        />
        <Choice
          label={t("leads.list")}
          value={filter.list}
          change={(list) => set({ list })}
          data={counted(words?.lists, filter.list)}
        />
        {filter.company !== undefined && (
          <span className={css["company"]}>
            <Pill tone="ai">{t("leads.ofCompany", { name: filter.company })}</Pill>
            <CloseButton size="sm" aria-label={t("leads.anyCompany")} onClick={() => set({ company: undefined })} />
          </span>
        )}
        {isNarrowed && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              reset();
              clear();
            }}
          >
            {t("leads.reset")}
          </Button>
        )}
        <span className={css["gap"]} />
        {may("marketer") && when !== undefined && (
          <Button
            renderRoot={(props) => <Link to="/segments" search={{ when: JSON.stringify(when) }} {...props} />}
            variant="subtle"
            size="xs"
            leftSection={<IconFilterPlus size={15} />}
          >
            {t("leads.saveSegment")}
          </Button>
        )}
        <Button component={Link} to="/segments" variant="default" size="xs" leftSection={<IconUsersGroup size={15} />}>
          {t("leads.segments")}
        </Button>
        <ColumnsMenu />
      </div>
    </div>
  );
};

const Choice = ({
  label,
  value,
  change,
  data,
}: {
  label: string;
  value: string | undefined;
  change: (value: string | undefined) => void;
  data: { value: string; label: string }[];
}) => {
  const { t } = useTranslation();
  return (
    <Select
      className={css["choice"] ?? ""}
      size="xs"
      aria-label={label}
      placeholder={label}
      searchable
      clearable
      nothingFoundMessage={t("leads.nothing")}
      clearButtonProps={{ "aria-label": t("leads.unset", { what: label }) }}
      value={value ?? null}
      onChange={(next) => change(next ?? undefined)}
      data={data}
    />
  );
};

const ColumnsMenu = () => {
  const { t } = useTranslation();
  const { cols } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = readColumns(cols);
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={15} />}>
          {t("leads.columns")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Checkbox.Group
          value={shown}
          aria-label={t("leads.columns")}
          onChange={(names) => {
            const text = keepColumns(allColumns.filter((column) => names.includes(column)));
            void navigate({ search: (before) => ({ ...before, cols: text || undefined }), replace: true });
          }}
        >
          <div className={css["columns"]}>
            {allColumns.map((column) => (
              <Checkbox key={column} value={column} label={t(`leadColumn.${column}`)} />
            ))}
          </div>
        </Checkbox.Group>
      </Menu.Dropdown>
    </Menu>
  );
};

/** What was chosen as a condition, to be saved under a name. */
const conditionOf = ({ stage, owner, tag, list, company }: LeadFilter): Condition | undefined => {
  const all: Condition[] = [
    ...(stage === undefined ? [] : [{ field: "stage", eq: stage }]),
    ...(owner === undefined ? [] : [{ field: "owner", eq: owner }]),
    ...(tag === undefined ? [] : [{ field: "tags", contains: tag }]),
    ...(list === undefined ? [] : [{ field: "lists", contains: list }]),
    ...(company === undefined ? [] : [{ field: "company", contains: company }]),
  ];
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : { all };
};
