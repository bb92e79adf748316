import { Button, SegmentedControl, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconBuilding, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CompanyRow, companiesQuery, companyStates } from "../../api/companies.ts";
import { scoringQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { Score } from "../../ui/score.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./companies.module.css";
import { LockPill } from "./lock-pill.tsx";

const route = getRouteApi("/companies");
const ALL = "all";

/** Companies by what their deals are at, or by the beginning of their name, however it is spelled. */
export const Companies = () => {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const state = companyStates.find((one) => one === search.state);
  const [typed, setTyped] = useState(search.q ?? "");
  const field = useRef<HTMLInputElement>(null);
  const query = useInfiniteQuery(companiesQuery(search.q === undefined ? { state } : { q: search.q }));
  const find = useDebouncedCallback(
    (text: string) =>
      void navigate({ search: { state, q: text.trim() === "" ? undefined : text.trim() }, replace: true }),
    250,
  );
  useKeys([{ code: "Slash", cap: "/", label: t("companies.search"), bar: true, run: () => field.current?.focus() }]);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t("nav.companies")}
      actions={
        <TextInput
          ref={field}
          type="search"
          className={css["search"] ?? ""}
          aria-label={t("companies.search")}
          placeholder={t("companies.search")}
          leftSection={<IconSearch size={16} stroke={1.7} />}
          rightSection={<Keycap>/</Keycap>}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            find(currentTarget.value);
          }}
        />
      }
    >
      <SegmentedControl
        className={css["states"] ?? ""}
        aria-label={t("companies.state")}
        value={search.q === undefined ? (state ?? ALL) : ALL}
        onChange={(next) => {
          setTyped("");
          void navigate({ search: { state: next === ALL ? undefined : next } });
        }}
        data={[
          { value: ALL, label: t("companies.all") },
          ...companyStates.map((value) => ({ value, label: t(`companyState.${value}`) })),
        ]}
      />
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      <Card flush>
        {query.isPending && (
          <Loading>
            {[1, 2, 3, 4, 5, 6].map((row) => (
              <Skeleton key={row} height={22} m="sm" width="auto" />
            ))}
          </Loading>
        )}
        {query.data !== undefined && items.length === 0 && (
          <Empty icon={<IconBuilding />} title={t(search.q === undefined ? "companies.empty" : "companies.notFound")}>
            {t(search.q === undefined ? "companies.emptyText" : "companies.notFoundText")}
          </Empty>
        )}
        {items.length > 0 && <Table companies={items} />}
      </Card>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("companies.more")}
        </Button>
      )}
    </Page>
  );
};

const Table = ({ companies }: { companies: CompanyRow[] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const lines = useQuery(scoringQuery).data?.lines;
  return (
    <div className={css["scroll"]}>
      <table className={css["table"]}>
        <thead>
          <tr>
            <th>{t("nav.companies")}</th>
            <th>{t("companies.state")}</th>
            <th className={css["number"]}>{t("companies.people")}</th>
            <th className={css["wide"]}>{t("companies.hottest")}</th>
            <th className={`${css["number"]} ${css["wide"]}`}>{t("companies.lastDeal")}</th>
          </tr>
        </thead>
        <tbody>
          {companies.map(({ key, name, state, open, won, lost, people, hottest, changedAt }) => (
            <tr key={key}>
              <td>
                <Link to="/companies/$key" params={{ key }} className={css["name"] ?? ""}>
                  {name}
                </Link>
              </td>
              <td>
                <LockPill state={state} />{" "}
                <small className={css["wide"]}>
                  {[
                    open > 1 ? t("companies.open", { n: open }) : "",
                    won > (state === "customer" ? 1 : 0) ? t("companies.won", { n: won }) : "",
                    lost > (state === "lost" ? 1 : 0) ? t("companies.lost", { n: lost }) : "",
                  ]
                    .filter(Boolean)
                    .join(t("words.list"))}
                </small>
              </td>
              <td className={css["number"]}>{format.count(people)}</td>
              <td className={css["wide"]}>
                {hottest === undefined ? (
                  "–"
                ) : (
                  <span className={css["hottest"]}>
                    <Score total={hottest.total} lines={lines} />
                    <Link to="/leads/$id" params={{ id: hottest.id }}>
                      {hottest.name}
                    </Link>
                  </span>
                )}
              </td>
              <td className={`${css["number"]} ${css["wide"]}`}>
                {changedAt === undefined ? "–" : format.day(changedAt, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
