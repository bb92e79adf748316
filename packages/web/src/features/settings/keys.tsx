import { Button, Skeleton } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keysQuery } from "../../api/people.ts";
import { Card } from "../../ui/card.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { KeyForm } from "./key-form.tsx";
import { KeyRow } from "./key-row.tsx";
import { OnceShown } from "./once-shown.tsx";
import css from "./settings.module.css";

/** Keys for programs: what each may do, whether it is still used, and an end to it. */
export const Keys = () => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [made, setMade] = useState<{ name: string; key: string }>();
  const query = useInfiniteQuery(keysQuery);
  const refresh = () => queries.invalidateQueries({ queryKey: ["keys"] });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Card title={t("section.keys")}>
        <p className={css["text"]}>{t("settings.keysText")}</p>
        {made !== undefined && (
          <OnceShown
            label={t("settings.keyMade", { name: made.name })}
            value={made.key}
            close={() => setMade(undefined)}
          />
        )}
        {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && (
          <Loading>
            {[1, 2].map((row) => (
              <Skeleton key={row} height={44} mt="sm" />
            ))}
          </Loading>
        )}
        {query.data !== undefined && items.length === 0 && (
          <Empty icon={<IconKey />} title={t("settings.noKeys")}>
            {t("settings.noKeysWhy")}
          </Empty>
        )}
        <ul className={css["rows"]}>
          {items.map((key) => (
            <KeyRow key={key.id} apiKey={key} done={refresh} />
          ))}
        </ul>
        {query.hasNextPage && (
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("settings.more")}
          </Button>
        )}
      </Card>
      <KeyForm
        done={(key) => {
          setMade(key);
          void refresh();
        }}
      />
    </>
  );
};
