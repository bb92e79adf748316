import { IconCheck, IconHourglass, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Learned, Verdict } from "../api/report.ts";
import { Pill, type Tone } from "./pill.tsx";
import { roughly } from "./roughly.ts";
import { useFormat } from "./use-format.ts";

const marks: Record<Verdict, { tone: Tone; icon: typeof IconCheck }> = {
  held: { tone: "ok", icon: IconCheck },
  // A wrong hypothesis is a result: red is for what is overdue or broken.
  notHeld: { tone: "warm", icon: IconX },
  early: { tone: "plain", icon: IconHourglass },
};

/** What became of a hypothesis in a few words, as the server judged it; a dash where nothing was expected. */
export const VerdictPill = ({ hypothesis }: { hypothesis: Learned | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { whom, expected } = hypothesis ?? {};
  if (whom?.verdict === undefined || expected === undefined) return <span>–</span>;
  const { share, n, needed, verdict } = whom;
  const { tone, icon: Icon } = marks[verdict];
  const figures = {
    verdict: t(`hypothesis.verdict.${verdict}`),
    seen: share === undefined ? "–" : format.share(share, 1),
    expected: format.share(expected, 1),
  };
  return (
    <Pill tone={tone} icon={<Icon aria-hidden="true" />}>
      {verdict !== "early"
        ? t("hypothesis.told", figures)
        : needed === undefined
          ? figures.verdict
          : t("hypothesis.missing", { count: roughly(Math.max(1, needed - n)) })}
    </Pill>
  );
};
