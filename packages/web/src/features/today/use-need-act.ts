import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Need, retryJob } from "../../api/today.ts";
import { useFailure } from "../../ui/undo.tsx";

/** The one act of a need: goes where it is dealt with, or deals with it. */
export const useNeedAct = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: retryJob,
    onSuccess: async () => {
      notifications.show({ message: t("today.goesOn") });
      await queries.invalidateQueries();
    },
    onError: useFailure(),
  });
  return (need: Need): void => {
    if (need.kind === "jobFailed") retry.mutate(need.job);
    else void navigate({ href: whereTo(need) });
  };
};

const whereTo = (need: Exclude<Need, { kind: "jobFailed" }>): string => {
  switch (need.kind) {
    case "handOffsOver":
    case "handOffsSoon":
    case "handOffsWaiting":
      return `/hot-leads?view=team&id=${encodeURIComponent(need.first.handoff)}`;
    case "tasksDue":
      return `/leads/${encodeURIComponent(need.first.lead)}`;
    case "bouncesRising":
    case "complaintsRising":
      return "/settings/sending";
    case "sourceQuiet":
      return `/sources/${encodeURIComponent(need.source)}`;
    case "workflowBroken":
      return `/workflows/${encodeURIComponent(need.workflow)}/edit`;
    case "workflowPaused":
      return `/workflows/${encodeURIComponent(need.workflow)}`;
    case "mailsFailing":
    case "leadsParked":
      return `/leads/${encodeURIComponent(need.lead)}`;
    default:
      return need satisfies never;
  }
};
