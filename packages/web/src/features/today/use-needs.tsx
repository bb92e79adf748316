import { IconAlertTriangle, IconClock, IconFlame, IconPlayerPause, IconTool } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { whole } from "../../ui/bands.ts";
import { dueOf, isOver } from "../../ui/due.ts";
import { HOUR } from "../../ui/format.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";

export type Need = {
  id: string;
  tone: "danger" | "warm" | "hot";
  icon: ReactNode;
  title: string;
  text: string;
  due?: Handoff;
  action: string;
  /** A hand-off or a workflow. */
  go: { handoff: string } | { workflow: string };
};

/** What needs a person now, the most urgent first: hand-offs overdue, due, waiting; workflows that are broken or stand still. */
export const useNeeds = (handoffs: Handoff[]): Need[] => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const reps = useQuery(settingsQuery).data?.reps;
  const workflows = useQuery(workflowsQuery).data?.items ?? [];
  const sorted = handoffs.toSorted((a, b) => Math.sign(dueOf(a) - dueOf(b)));
  const over = sorted.filter((handoff) => isOver(handoff, now));
  const soon = sorted.filter((handoff) => !over.includes(handoff) && dueOf(handoff) - now <= HOUR);
  const later = sorted.filter((handoff) => !over.includes(handoff) && !soon.includes(handoff));
  const who = ({ lead, score, owner }: Handoff) => {
    const rep = reps?.find(({ id }) => id === owner)?.name;
    return [
      t("today.who", { name: lead.name ?? t("lead.unnamed"), company: lead.company ?? "–" }),
      t("today.points", { points: format.count(whole(score)) }),
      rep === undefined ? "" : t("lead.ownedBy", { name: rep }),
    ]
      .filter((part) => part !== "")
      .join(t("words.list"));
  };
  const group = (id: string, tone: Need["tone"], icon: ReactNode, [first, ...others]: Handoff[]): Need[] =>
    first === undefined
      ? []
      : [
          {
            id,
            tone,
            icon,
            title: t(`today.${id}`, { count: others.length + 1 }),
            text: who(first),
            action: t(id === "over" ? "today.handle" : "nav.hotLeads"),
            go: { handoff: first.id },
            due: first,
          },
        ];
  return [
    ...group("over", "danger", <IconAlertTriangle size={18} stroke={1.7} />, over),
    ...group("soon", "warm", <IconClock size={18} stroke={1.7} />, soon),
    ...group("waiting", "hot", <IconFlame size={18} stroke={1.7} />, later),
    ...workflows
      .filter(({ problems, state }) => problems > 0 || state === "paused")
      .map(({ id, name, problems, inside }): Need => {
        const broken = problems > 0;
        return {
          id,
          tone: broken ? "danger" : "warm",
          icon: broken ? <IconTool size={18} stroke={1.7} /> : <IconPlayerPause size={18} stroke={1.7} />,
          title: t(broken ? "today.broken" : "today.paused", { name: say(name, id), count: problems }),
          text: t("workflow.inside", { count: inside }),
          action: t("today.look"),
          go: { workflow: id },
        };
      }),
  ];
};
