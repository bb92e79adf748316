import { Button, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { IconDownload, IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type AuditSearch, auditFile, auditQuery, keysQuery, peopleQuery } from "../../api/people.ts";
import { Card } from "../../ui/card.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useNow } from "../../ui/use-format.ts";
import { AuditDay } from "./audit-day.tsx";
import { dateIn, daysOf } from "./audit-days.ts";
import css from "./settings.module.css";
import { useZone } from "./use-zone.ts";

const route = getRouteApi("/settings/{-$section}");
const resources = [
  "sign-in",
  "settings",
  "people",
  "keys",
  "workflows",
  "templates",
  "scoring",
  "sources",
  "leads",
  "handoffs",
  "deals",
  "export",
] as const;

/** Who changed what, newest first: of the last 30 days, or of those that are asked for. */
export const Audit = () => {
  const { t } = useTranslation();
  const zone = useZone();
  const now = useNow();
  const navigate = route.useNavigate();
  const { from, to, by, what } = route.useSearch();
  const search: AuditSearch = {
    from: from ?? dateIn(zone, now - 29 * 86_400_000),
    to: to ?? dateIn(zone, now),
    by,
    what,
  };
  const query = useInfiniteQuery(auditQuery(search));
  const people = useInfiniteQuery(peopleQuery).data?.pages.flatMap(({ items }) => items) ?? [];
  const keys = useInfiniteQuery(keysQuery).data?.pages.flatMap(({ items }) => items) ?? [];
  const set = (part: AuditSearch) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card
      title={t("section.audit")}
      aside={
        <a href={auditFile(search)} download className={css["file"]}>
          <IconDownload size={15} stroke={1.7} aria-hidden="true" /> CSV
        </a>
      }
    >
      <p className={css["text"]}>{t("settings.auditText")}</p>
      <div className={css["filters"]}>
        <TextInput
          type="date"
          label={t("settings.auditFrom")}
          value={search.from ?? ""}
          onChange={({ currentTarget }) => set({ from: currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label={t("settings.auditTo")}
          value={search.to ?? ""}
          onChange={({ currentTarget }) => set({ to: currentTarget.value || undefined })}
        />
        <NativeSelect
          label={t("settings.auditBy")}
          value={by ?? ""}
          data={[
            { value: "", label: t("settings.everybody") },
            ...people.flatMap(({ id, name, state }) => (state === "active" ? [{ value: id, label: name ?? id }] : [])),
            { value: "key", label: t("settings.installKey") },
            ...keys.map(({ id, name }) => ({ value: id, label: t("settings.keyOf", { name }) })),
          ]}
          onChange={({ currentTarget }) => set({ by: currentTarget.value || undefined })}
        />
        <NativeSelect
          label={t("settings.auditWhat")}
          value={what ?? ""}
          data={[
            { value: "", label: t("settings.everything") },
            ...resources.map((value) => ({ value, label: t(`auditArea.${value}`) })),
          ]}
          onChange={({ currentTarget }) => set({ what: currentTarget.value || undefined })}
        />
      </div>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={36} mt="sm" />
          ))}
        </Loading>
      )}
      {query.data !== undefined && entries.length === 0 && !query.hasNextPage && (
        <Empty icon={<IconHistory />} title={t("settings.noEntries")}>
          {t("settings.noEntriesWhy")}
        </Empty>
      )}
      {daysOf(entries, zone).map(({ day, entries: ofDay }) => (
        <AuditDay key={day} entries={ofDay} />
      ))}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("settings.older")}
        </Button>
      )}
    </Card>
  );
};
