import { useTranslation } from "react-i18next";
import type { Definition } from "../api/definition.ts";
import { Rich } from "./rich.tsx";
import { useTerm } from "./words.ts";
import { useWorkflowWords } from "./workflow-words.ts";

/** What we believe, and what would show it. */
export const Hypothesis = ({ whom, belief, reaction, share, within }: NonNullable<Definition["hypothesis"]>) => {
  const { t } = useTranslation();
  const term = useTerm();
  const words = useWorkflowWords();
  const believed = t("hypothesis.belief", { whom: whom ?? t("hypothesis.everyone"), belief: belief ?? "" });
  const expected =
    reaction === undefined
      ? ""
      : t("hypothesis.expect", {
          span: within === undefined ? "" : t("hypothesis.within", { span: words.duration(within) }),
          share: share === undefined ? "" : t("hypothesis.share", { percent: Math.round(share * 100) }),
          reaction: term("reaction", reaction),
        });
  return (
    <span>
      <Rich text={[believed, expected].filter((part) => part !== "").join(" → ")} />
    </span>
  );
};
