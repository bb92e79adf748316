import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Handoff, handoffsQuery } from "../../api/handoffs.ts";
import { openTasksQuery } from "../../api/tasks.ts";
import { meQuery, settingsQuery } from "../../api/workspace.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { inCallOrder, type Promised } from "./queue-order.ts";

export type Queue = ReturnType<typeof useQueue>;

/**
 * The hand-offs to work on. One that was accepted here keeps its place until its call is saved; `handled` ones are gone from
 * the list at once, before the server knows.
 */
export const useQueue = (wanted: "mine" | "team" | undefined) => {
  const now = useNow();
  const format = useFormat();
  const open = useQuery(handoffsQuery("open"));
  const accepted = useQuery(handoffsQuery("accepted"));
  const me = useQuery(meQuery).data;
  const reps = useQuery(settingsQuery).data?.reps;
  const tasks = useQuery(openTasksQuery()).data?.items ?? [];
  const promised: Promised = new Map(
    tasks
      .filter(({ kind }) => kind === "callback")
      .toReversed()
      .map(({ leadId, dueAt }) => [leadId, Date.parse(dueAt)]),
  );
  const [kept, setKept] = useState<ReadonlyMap<string, Handoff>>(new Map());
  const [handled, setHandled] = useState<ReadonlySet<string>>(new Set());
  const rep = me?.rep;
  const [first, setFirst] = useState<"mine" | "team">();
  // Opened without a choice: one's own leads, or the team's where one has none.
  if (first === undefined && open.data !== undefined && me !== undefined) {
    const { items } = open.data;
    setFirst(items.length > 0 && items.every(({ owner }) => owner !== rep) ? "team" : "mine");
  }
  // Who is no rep has no leads of their own: the team's list is the only one.
  const view = rep === undefined ? "team" : (wanted ?? first ?? "mine");
  const own = (handoff: Handoff) => view === "team" || handoff.owner === rep;
  const waiting = open.data?.items ?? [];
  const taken = accepted.data?.items ?? [];
  // As accepted at once, before either list knows: for a moment it may be in none of them.
  const mine = [...kept.values()].map(
    (handoff): Handoff => taken.find(({ id }) => id === handoff.id) ?? { ...handoff, state: "accepted" },
  );
  const unhandled = [...waiting.filter(({ id }) => !kept.has(id)), ...mine].filter(({ id }) => !handled.has(id));
  const minute = Math.floor(now / 60_000);
  const shown = inCallOrder(unhandled.filter(own), minute * 60_000, promised);
  const capacity = reps?.find(({ id }) => id === rep)?.capacityPerDay;
  return {
    view,
    promised,
    items: shown,
    accepted: taken.filter((handoff) => own(handoff) && (!kept.has(handoff.id) || handled.has(handoff.id))),
    counts: { mine: unhandled.filter(({ owner }) => owner === rep).length, team: unhandled.length },
    done: taken.filter(
      ({ owner, acceptedAt }) =>
        owner === rep && acceptedAt !== undefined && format.dayKey(acceptedAt) === format.dayKey(now),
    ).length,
    capacity,
    rep,
    reps: reps ?? [],
    isPending: open.isPending,
    isEmpty: open.data !== undefined && shown.length === 0,
    error: open.error,
    readAt: open.dataUpdatedAt,
    retry: () => void open.refetch(),
    keep: (handoff: Handoff) => setKept((before) => new Map(before).set(handoff.id, handoff)),
    release: (id: string) => setKept((before) => new Map([...before].filter(([other]) => other !== id))),
    isHandled: (id: string) => handled.has(id),
    handle: (id: string) => setHandled((before) => new Set(before).add(id)),
    bringBack: (id: string) => setHandled((before) => new Set([...before].filter((other) => other !== id))),
  };
};
