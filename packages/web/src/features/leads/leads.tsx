import { Button, SegmentedControl, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { leadsQuery, stages } from "../../api/leads.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { LeadRow } from "./lead-row.tsx";
import css from "./leads.module.css";

const route = getRouteApi("/leads");

/** Who is there, by stage, hottest first as the server has them; or the one with an address. */
export const Leads = () => {
  const { t } = useTranslation();
  const { stage = "marketing", email } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(email ?? "");
  const field = useRef<HTMLInputElement>(null);
  const reps = useQuery(settingsQuery).data?.reps ?? [];
  const query = useInfiniteQuery(leadsQuery(email === undefined ? { stage } : { email }));
  const find = useDebouncedCallback(
    (text: string) =>
      void navigate({ search: { stage, email: text.trim() === "" ? undefined : text.trim() }, replace: true }),
    250,
  );
  useKeys([{ code: "Slash", cap: "/", label: t("leads.search"), bar: true, run: () => field.current?.focus() }]);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t("nav.leads")}
      actions={
        <TextInput
          ref={field}
          type="search"
          className={css["search"] ?? ""}
          aria-label={t("leads.search")}
          placeholder={t("leads.search")}
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
        className={css["stages"] ?? ""}
        value={stage}
        onChange={(next) => {
          setTyped("");
          void navigate({ search: { stage: next } });
        }}
        data={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
      />
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      <Card flush>
        {query.isPending && (
          <Loading>
            {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
              <Skeleton key={row} height={20} m="sm" width="auto" />
            ))}
          </Loading>
        )}
        {query.data !== undefined && items.length === 0 && (
          <Empty icon={<IconUsers />} title={t(email === undefined ? "leads.empty" : "leads.notFound")}>
            {t(email === undefined ? "leads.emptyText" : "leads.notFoundText", { email })}
          </Empty>
        )}
        {items.length > 0 && (
          <div className={css["scroll"]}>
            <table className={css["table"]}>
              <thead>
                <tr>
                  <th>{t("nav.leads")}</th>
                  <th className={css["number"]}>{t("score.title")}</th>
                  <th>{t("leads.mail")}</th>
                  <th className={css["wide"]}>{t("leads.inside")}</th>
                  <th className={css["wide"]}>{t("leads.owner")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((lead) => (
                  <LeadRow key={lead.id} lead={lead} owner={reps.find(({ id }) => id === lead.owner)?.name} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("leads.more")}
        </Button>
      )}
    </Page>
  );
};
