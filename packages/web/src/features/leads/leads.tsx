import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch, IconUpload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { leadsQuery } from "../../api/leads.ts";
import { isComposing } from "../../ui/key-match.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Failed } from "../../ui/states.tsx";
import { type ActKind, ActsBar } from "./acts-bar.tsx";
import { readColumns } from "./columns.ts";
import css from "./leads.module.css";
import { useFilter } from "./use-filter.ts";
import { useSelection } from "./use-selection.ts";

// Asked for at once, beside the first page of leads.
const table = import("./lead-table.tsx");
const LeadTable = lazy(() => table.then(({ LeadTable: shown }) => ({ default: shown })));
const JobStrip = lazy(() => import("./job-strip.tsx").then(({ JobStrip: shown }) => ({ default: shown })));
const Filters = lazy(() => import("./filters.tsx").then(({ Filters: shown }) => ({ default: shown })));
const BulkDialog = lazy(() => import("./bulk-dialog.tsx").then(({ BulkDialog: Dialog }) => ({ default: Dialog })));
const route = getRouteApi("/leads");

/** Who is there, hottest first; found by what one types, narrowed by what they are, and acted upon together. */
export const Leads = () => {
  const { t } = useTranslation();
  const may = useMay();
  const { filter, set } = useFilter();
  const { job, cols } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(filter.q ?? "");
  const [act, setAct] = useState<ActKind>();
  const field = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery(leadsQuery(filter));
  const items = [
    ...new Map(query.data?.pages.flatMap((page) => page.items.map((lead) => [lead.id, lead])) ?? []).values(),
  ];
  const chosen = useSelection(items, filter);
  const find = useDebouncedCallback((text: string) => set({ q: text.trim() === "" ? undefined : text.trim() }), 200);
  const mayAct = may("marketer");
  useKeys([
    { code: "Slash", cap: "/", label: t("leads.search"), bar: true, run: () => field.current?.focus() },
    ...(mayAct && chosen.some
      ? [{ code: "Escape", cap: "Esc", label: t("leads.clear"), bar: true, run: chosen.clear }]
      : []),
  ]);
  return (
    <Page
      title={t("nav.leads")}
      actions={
        <>
          <TextInput
            ref={field}
            type="search"
            className={css["search"] ?? ""}
            aria-label={t("leads.search")}
            placeholder={t("leads.searchHint")}
            leftSection={<IconSearch size={16} stroke={1.7} />}
            rightSection={<Keycap>/</Keycap>}
            value={typed}
            onChange={({ currentTarget, nativeEvent }) => {
              setTyped(currentTarget.value);
              // What is still being composed is no word yet.
              if (!("isComposing" in nativeEvent && nativeEvent.isComposing === true)) find(currentTarget.value);
            }}
            onCompositionEnd={({ currentTarget }) => find(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !isComposing(event.nativeEvent)) find.flush();
            }}
          />
          {mayAct && (
            <Button component={Link} to="/leads/import" variant="default" leftSection={<IconUpload size={16} />}>
              {t("leads.import")}
            </Button>
          )}
        </>
      }
    >
      {job !== undefined && (
        <Suspense>
          <JobStrip
            id={job}
            open={(next) => void navigate({ search: (before) => ({ ...before, job: next }), replace: true })}
          />
        </Suspense>
      )}
      <Suspense fallback={<div className={css["filters"]} />}>
        <Filters filter={filter} reset={() => setTyped("")} />
      </Suspense>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      <Suspense>
        <LeadTable query={query} items={items} chosen={mayAct ? chosen : undefined} columns={readColumns(cols)} />
      </Suspense>
      {mayAct && chosen.some && (
        <ActsBar chosen={chosen} hasMore={query.hasNextPage} shown={items.length} choose={setAct} />
      )}
      {act !== undefined && (
        <Suspense>
          <BulkDialog
            kind={act}
            selection={chosen.selection}
            close={() => setAct(undefined)}
            begun={(id) => {
              setAct(undefined);
              chosen.clear();
              void navigate({ search: (before) => ({ ...before, job: id }), replace: true });
            }}
          />
        </Suspense>
      )}
    </Page>
  );
};
