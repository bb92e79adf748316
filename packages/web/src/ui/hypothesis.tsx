import { IconCheck, IconHourglass, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Definition, Learned, Verdict } from "../api/workflows.ts";
import { Pill, type Tone } from "./pill.tsx";
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

const marks: Record<Verdict, { tone: Tone; icon: typeof IconCheck }> = {
  held: { tone: "ok", icon: IconCheck },
  notHeld: { tone: "warm", icon: IconX },
  early: { tone: "plain", icon: IconHourglass },
};

/** Whether it held, as the server judged it: the one place where that is put into words. Nothing where nothing was expected. */
export const VerdictPill = ({ hypothesis }: { hypothesis: Learned | undefined }) => {
  const { t } = useTranslation();
  const { verdict, n = 0, needed } = hypothesis?.whom ?? {};
  if (verdict === undefined) return null;
  const { tone, icon: Icon } = marks[verdict];
  const missing = needed === undefined ? undefined : roughly(needed - n);
  return (
    <Pill tone={tone} icon={<Icon aria-hidden="true" />}>
      {verdict === "early" && missing !== undefined
        ? t("hypothesis.missing", { count: missing })
        : t(`hypothesis.verdict.${verdict}`)}
    </Pill>
  );
};

/** Two digits at most: more would claim more than is known. */
export const roughly = (people: number): number => {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, people))) - 1);
  return Math.ceil(people / power) * power;
};
