import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { fetchHandoff, type Handoff } from "../../api/handoffs.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { useFormat } from "../../ui/use-format.ts";

/**
 * Keeps the chosen lead open while the queue is sorted anew around it. When somebody else has taken it meanwhile, says so
 * and opens the next one.
 */
export const usePinned = ({
  id,
  all,
  first,
  ready,
  select,
}: {
  id: string | undefined;
  all: Handoff[];
  first: string | undefined;
  ready: boolean;
  select: (id: string | undefined) => void;
}): void => {
  const { t } = useTranslation();
  const format = useFormat();
  const reps = useQuery(settingsQuery).data?.reps ?? [];
  const seen = useRef<Handoff>(undefined);
  const here = all.find((handoff) => handoff.id === id);
  const gone = ready && here === undefined;
  /** Who has it now, as far as can be learned. */
  const say = async (lost: Handoff) => {
    const name = lost.lead.name ?? t("lead.unnamed");
    const now = await fetchHandoff(lost.id).catch(() => undefined);
    const owner = reps.find(({ id: rep }) => rep === now?.owner)?.name;
    const message =
      now?.state === "accepted" && owner !== undefined && now.acceptedAt !== undefined
        ? t("desk.tookIt", { owner, at: format.time(now.acceptedAt), name })
        : now?.state === "deal"
          ? t("desk.dealt", { name })
          : now?.state === "returned"
            ? t("desk.returned", { name })
            : t("hot.taken", { name });
    notifications.show({ message, color: "yellow", autoClose: 8_000 });
  };
  useEffect(() => {
    if (here !== undefined) {
      seen.current = here;
      return;
    }
    if (!gone || id === first) return;
    if (id !== undefined && seen.current?.id === id) void say(seen.current);
    seen.current = undefined;
    select(first);
  });
};
