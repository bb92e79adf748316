import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { LeadFilter } from "../../api/leads.ts";
import { segmentsQuery } from "../../api/segments.ts";
import { settingsQuery } from "../../api/workspace.ts";

/** Whom a mail is for, in words. */
export const useAudience = () => {
  const { t } = useTranslation();
  const segments = useQuery(segmentsQuery).data?.items;
  const reps = useQuery(settingsQuery).data?.reps;
  return ({ segment, tag, list, stage, owner, company, q }: LeadFilter): string => {
    const parts = [
      segment === undefined
        ? ""
        : t("audience.segment", { name: segments?.find(({ id }) => id === segment)?.name ?? segment }),
      tag === undefined ? "" : t("audience.tag", { name: tag }),
      list === undefined ? "" : t("audience.list", { name: list }),
      stage === undefined ? "" : t("audience.stage", { name: t(`stage.${stage}`) }),
      owner === undefined ? "" : t("audience.owner", { name: reps?.find(({ id }) => id === owner)?.name ?? owner }),
      company === undefined ? "" : t("audience.company", { name: company }),
      q ?? "",
    ].filter((part) => part !== "");
    return parts.length === 0 ? t("audience.everyone") : parts.join(t("words.and"));
  };
};
