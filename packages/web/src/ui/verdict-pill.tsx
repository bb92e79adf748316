import { useTranslation } from "react-i18next";
import type { Learned } from "../api/workflows.ts";
import { Pill } from "./pill.tsx";
import { useFormat } from "./use-format.ts";

/** What became of a hypothesis in a few words; a dash where none was stated. */
export const VerdictPill = ({ hypothesis }: { hypothesis: Learned | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { whom, expected } = hypothesis ?? {};
  if (whom?.verdict === undefined || expected === undefined) return <span>–</span>;
  const { share, n, needed, verdict } = whom;
  const figures = { seen: share === undefined ? "–" : format.share(share, 1), expected: format.share(expected, 1) };
  switch (verdict) {
    case "held":
      return <Pill tone="ok">{t("learned.held", figures)}</Pill>;
    case "notHeld":
      return <Pill tone="danger">{t("learned.notHeld", figures)}</Pill>;
    case "early":
      return (
        <Pill>
          {needed === undefined ? t("learned.early") : t("learned.earlyBy", { count: Math.max(1, needed - n) })}
        </Pill>
      );
    default:
      return verdict satisfies never;
  }
};
