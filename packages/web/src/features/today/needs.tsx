import { Button, Skeleton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Need, TodayView } from "../../api/today.ts";
import { Card } from "../../ui/card.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { OwnerMenu } from "../../ui/owner-menu.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { NeedIcon } from "./need-icon.tsx";
import { NeedPill } from "./need-pill.tsx";
import css from "./needs.module.css";
import { useNeedAct } from "./use-need-act.ts";
import { useNeedWords } from "./use-need-words.ts";
import { Well } from "./well.tsx";

/** Most urgent first, one action each. */
export const Needs = ({ query }: { query: UseQueryResult<TodayView> }) => {
  const { t } = useTranslation();
  const act = useNeedAct();
  const needs = query.data?.needs ?? [];
  const [at, setAt] = useState(0);
  const selected = Math.min(at, Math.max(0, needs.length - 1));
  const move = (by: number) => () => setAt(Math.max(0, Math.min(needs.length - 1, selected + by)));
  const go = () => {
    const need = needs[selected];
    if (need !== undefined) act(need);
  };
  useKeys([
    { code: "KeyJ", cap: "J", label: t("keys.next"), bar: true, run: move(1) },
    { code: "KeyK", cap: "K", label: t("keys.previous"), bar: true, run: move(-1) },
    { code: "Enter", cap: "⏎", label: t("today.act"), bar: true, run: go },
  ]);
  return (
    <Card
      flush
      title={
        <>
          {t("today.needs")} {query.data !== undefined && <span className={css["count"]}>{needs.length}</span>}
        </>
      }
      aside={t("today.urgent")}
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} height={36} m="md" width="auto" />
          ))}
        </Loading>
      )}
      {query.data !== undefined && needs.length === 0 && (
        <Empty icon={<IconCheck color="var(--rk-ok)" />} title={t("today.quiet")}>
          {t("today.quietText")}
        </Empty>
      )}
      <ul className={css["needs"]}>
        {needs.map((need, i) => (
          <Row key={need.id} need={need} selected={i === selected} act={() => act(need)} />
        ))}
      </ul>
      {query.data !== undefined && <Well today={query.data} />}
    </Card>
  );
};

const Row = ({ need, selected, act }: { need: Need; selected: boolean; act: () => void }) => {
  const { t } = useTranslation();
  const { title, text, action } = useNeedWords()(need);
  const may = useMay();
  return (
    <li data-selected={selected || undefined}>
      <NeedIcon need={need} />
      <div className={css["words"]}>
        <b>{title}</b>
        <small>{text}</small>
      </div>
      <div className={css["end"]}>
        <NeedPill need={need} />
        {need.kind === "handOffsOver" && may("insideSales") ? (
          <OwnerMenu
            handoff={need.first.handoff}
            owner={need.first.owner}
            name={need.first.name}
            label={t("today.reassign")}
            className={css["act"] ?? ""}
          />
        ) : (
          <Button variant="default" className={css["act"] ?? ""} onClick={act}>
            {action}
          </Button>
        )}
      </div>
    </li>
  );
};
