import { Button, Skeleton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { linkOptions, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { handoffsQuery } from "../../api/handoffs.ts";
import { Card } from "../../ui/card.tsx";
import { DuePill } from "../../ui/due-pill.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import css from "./today.module.css";
import { type Need, useNeeds } from "./use-needs.tsx";

/** Most urgent first, one action each. */
export const Needs = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const open = useQuery(handoffsQuery("open"));
  const needs = useNeeds(open.data?.items ?? []);
  const [at, setAt] = useState(0);
  const move = (by: number) => () => setAt((before) => Math.max(0, Math.min(needs.length - 1, before + by)));
  const act = () => {
    const go = needs[at]?.go;
    if (go !== undefined) void navigate(linkTo(go));
  };
  useKeys([
    { code: "KeyJ", cap: "J", label: t("keys.next"), bar: true, run: move(1) },
    { code: "KeyK", cap: "K", label: t("keys.previous"), bar: true, run: move(-1) },
    { code: "Enter", cap: "⏎", label: t("today.act"), bar: true, run: act },
  ]);
  return (
    <Card
      flush
      title={
        <>
          {t("today.needs")} {open.data !== undefined && <span className={css["count"]}>{needs.length}</span>}
        </>
      }
      aside={t("today.urgent")}
    >
      {open.error !== null && <Failed error={open.error} retry={() => void open.refetch()} />}
      {open.isPending && (
        <Loading>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} height={36} m="md" width="auto" />
          ))}
        </Loading>
      )}
      {open.data !== undefined && needs.length === 0 && (
        <Empty icon={<IconCheck color="var(--rk-ok)" />} title={t("today.quiet")}>
          {t("today.quietText")}
        </Empty>
      )}
      <ul className={css["needs"]}>
        {needs.map(({ id, tone, icon, title, text, due, action, go }, i) => (
          <li key={id} data-selected={i === at || undefined}>
            <span className={css["mark"]} data-tone={tone}>
              {icon}
            </span>
            <div className={css["words"]}>
              <b>{title}</b>
              <small>{text}</small>
            </div>
            {due !== undefined && <DuePill handoff={due} />}
            <Button variant="default" className={css["act"] ?? ""} onClick={() => void navigate(linkTo(go))}>
              {action}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const linkTo = (go: Need["go"]) =>
  "handoff" in go
    ? linkOptions({ to: "/hot-leads", search: { view: "team", id: go.handoff } })
    : linkOptions({ to: "/workflows/$id", params: { id: go.workflow } });
