import { useTranslation } from "react-i18next";
import { useSay } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import type { Way } from "./rows.ts";

/** By which way one came to a step: "Yes:", "Otherwise:", an arm's name. */
export const useWayWords = () => {
  const { t } = useTranslation();
  const say = useSay();
  const words = useWorkflowWords();
  return (way: Way): string => {
    switch (way.kind) {
      case "path": {
        const path = way.step.paths[way.index];
        return path === undefined ? "" : t("reportPage.way", { name: say(path.label, words.condition(path.when)) });
      }
      case "else":
        return t("reportPage.way", { name: t("step.else") });
      case "met":
        return t("reportPage.way", { name: t("step.met") });
      case "timeout":
        return t("reportPage.way", { name: t("step.timeout") });
      case "arm":
        return t("reportPage.way", { name: way.name });
      default:
        return way satisfies never;
    }
  };
};
