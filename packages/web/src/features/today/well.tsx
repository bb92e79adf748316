import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendingQuery } from "../../api/settings.ts";
import type { TodayView } from "../../api/today.ts";
import { useFormat } from "../../ui/use-format.ts";
import css from "./needs.module.css";

/** What was looked at and needs nobody. */
export const Well = ({ today: { well, needs } }: { today: TodayView }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const sending = useQuery(sendingQuery).data;
  const proven = Object.entries(sending?.auth ?? {}).flatMap(([name, state]) =>
    state === "ok" ? [name.toUpperCase()] : [],
  );
  const broken = needs.filter(({ kind }) => kind === "workflowBroken").length;
  const parts = [
    well.workflows - broken > 0 && t("today.wellWorkflows", { count: well.workflows - broken }),
    well.sources > 0 && t("today.wellSources", { count: well.sources }),
    proven.length > 0 && t("today.wellAuth", { names: proven.join(t("words.list")) }),
    sending?.complaintRate !== undefined && t("today.wellComplaints", { rate: format.rate(sending.complaintRate) }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <p className={css["well"]}>
      <IconCheck size={16} stroke={1.9} aria-hidden="true" />
      {t("today.well", { what: parts.join(t("today.and")) })}
    </p>
  );
};
