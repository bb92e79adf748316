import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";

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
  const seen = useRef<Handoff>(undefined);
  const here = all.find((handoff) => handoff.id === id);
  const gone = ready && here === undefined;
  useEffect(() => {
    if (here !== undefined) {
      seen.current = here;
      return;
    }
    if (!gone || id === first) return;
    if (id !== undefined && seen.current?.id === id)
      notifications.show({
        message: t("hot.taken", { name: seen.current.lead.name ?? t("lead.unnamed") }),
        color: "yellow",
        autoClose: 8_000,
      });
    seen.current = undefined;
    select(first);
  });
};
