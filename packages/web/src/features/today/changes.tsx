import { Skeleton, UnstyledButton } from "@mantine/core";
import {
  IconArrowBackUp,
  IconBriefcase,
  IconChevronRight,
  IconFlame,
  IconMailOff,
  IconSnowflake,
  IconTrophy,
} from "@tabler/icons-react";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Changes as Changed, TodayView } from "../../api/today.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { defaultLines, scoringQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import css from "./changes.module.css";

type Line = { id: string; tone: string; icon: ReactNode; title: string; text: string; to?: string };

/** What happened since the business day before. */
export const Changes = ({ query }: { query: UseQueryResult<TodayView> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const linesOf = useLines();
  const changes = query.data?.changes;
  const lines = changes === undefined ? [] : linesOf(changes);
  return (
    <Card title={t("today.changes")} aside={changes && t("today.from", { day: format.day(changes.sinceAt, now) })}>
      {query.isPending && (
        <Loading>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} height={30} my="sm" />
          ))}
        </Loading>
      )}
      {changes !== undefined && lines.length === 0 && <p className={css["none"]}>{t("today.noChange")}</p>}
      <ul className={css["changes"]}>
        {lines.map(({ id, tone, icon, title, text, to }) => {
          const inner = (
            <>
              <span className={css["icon"]} style={{ color: `var(--rk-${tone})` }} aria-hidden="true">
                {icon}
              </span>
              <span className={css["words"]}>
                <b>{title}</b>
                <small>{text}</small>
              </span>
            </>
          );
          return (
            <li key={id}>
              {to === undefined ? (
                <div className={css["line"]}>{inner}</div>
              ) : (
                <UnstyledButton component={Link} to={to} className={css["line"] ?? ""}>
                  {inner}
                  <IconChevronRight size={16} stroke={1.7} aria-hidden="true" />
                </UnstyledButton>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
};

const useLines = () => {
  const { t } = useTranslation();
  const term = useTerm();
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const names = useQuery(workflowsQuery).data?.items ?? [];
  const line = useQuery(scoringQuery).data?.lines.insideSales ?? defaultLines.insideSales;
  const workflow = (id: string) => say(names.find((one) => one.id === id)?.name, id);
  const list = (parts: string[]) => parts.join(t("words.list"));
  return ({ handOffs, returns, lost, won, cooled, optedOut, complained }: Changed): Line[] => [
    ...(handOffs.count === 0
      ? []
      : [
          {
            id: "handOffs",
            tone: "hot",
            icon: <IconFlame size={18} stroke={1.7} />,
            title: t("today.changed.handOffs", { count: handOffs.count }),
            text:
              handOffs.by.length === 0
                ? t("today.changed.byScore")
                : t("today.changed.ofThem", {
                    parts: list(
                      handOffs.by
                        .slice(0, 2)
                        .map((one) => t("today.changed.from", { name: workflow(one.workflow), count: one.n })),
                    ),
                  }),
            to: "/hot-leads?view=team",
          },
        ]),
    ...(returns.count === 0
      ? []
      : [
          {
            id: "returns",
            tone: "warm-ink",
            icon: <IconArrowBackUp size={18} stroke={1.7} />,
            title: t("today.changed.returns", { count: returns.count }),
            text: t("today.changed.nurtured", {
              reasons: list(returns.by.map(({ reason, n }) => `${term("return", reason)} ${format.count(n)}`)),
            }),
            to: "/leads",
          },
        ]),
    ...(lost.count === 0
      ? []
      : [
          {
            id: "lost",
            tone: "ink2",
            icon: <IconBriefcase size={18} stroke={1.7} />,
            title: t("today.changed.lost", { count: lost.count }),
            text: list(
              lost.by.map(({ reason, n, againAt }) =>
                againAt === undefined
                  ? `${term("lost", reason)} ${format.count(n)}`
                  : t("today.changed.again", {
                      reason: term("lost", reason),
                      n: format.count(n),
                      day: format.day(againAt, now),
                    }),
              ),
            ),
            to: "/deals?state=lost",
          },
        ]),
    ...(won === 0
      ? []
      : [
          {
            id: "won",
            tone: "ok",
            icon: <IconTrophy size={18} stroke={1.7} />,
            title: t("today.changed.won", { count: won }),
            text: t("today.changed.wonText"),
            to: "/deals?state=won",
          },
        ]),
    ...(cooled === 0
      ? []
      : [
          {
            id: "cooled",
            tone: "cold",
            icon: <IconSnowflake size={18} stroke={1.7} />,
            title: t("today.changed.cooled", { count: cooled, line: format.count(line) }),
            text: t("today.changed.cooledText"),
            to: "/leads",
          },
        ]),
    ...(optedOut + complained === 0
      ? []
      : [
          {
            id: "optedOut",
            tone: "ink2",
            icon: <IconMailOff size={18} stroke={1.7} />,
            title: t("today.changed.optedOut", { count: optedOut }),
            text: complained === 0 ? t("today.changed.inForce") : t("today.changed.complained", { count: complained }),
          },
        ]),
  ];
};
