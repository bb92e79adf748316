import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Step } from "../../api/definition.ts";
import { mailsQuery } from "../../api/mails.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";

/** A step in words; mails by their name instead of their id. */
export const useStepWords = () => {
  const { t } = useTranslation();
  const words = useWorkflowWords();
  const mails = useQuery(mailsQuery).data ?? [];
  return (step: Step): string => {
    if (step.kind !== "email" || step.label !== undefined) return words.step(step);
    const { template } = step;
    return t("step.email", { template: mails.find(({ id }) => id === template)?.name ?? template });
  };
};
