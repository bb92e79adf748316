import { useTranslation } from "react-i18next";
import type { VersionReport } from "../api/report.ts";
import { Card } from "./card.tsx";
import { useFormat } from "./use-format.ts";
import css from "./whereabouts.module.css";
import { useTerm } from "./words.ts";

const colours: Record<string, string> = {
  inside: "var(--rk-ai-fill)",
  finished: "var(--rk-line2)",
  handedOff: "var(--rk-hot)",
  optedOut: "var(--rk-warm)",
  dealOpened: "var(--rk-ok)",
  openDeal: "var(--rk-ok)",
  bounce: "var(--rk-danger)",
  bounced: "var(--rk-danger)",
  complained: "var(--rk-danger)",
  complaint: "var(--rk-danger)",
};

/** Where everyone is who came in. */
export const Whereabouts = ({ report: { entered, left } }: { report: VersionReport }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const gone = Object.values(left).reduce((sum, n) => sum + n, 0);
  const inside = Math.max(0, entered - gone);
  const parts = [
    { key: "inside", label: t("report.inside"), count: inside },
    ...Object.entries(left)
      .toSorted(([, a], [, b]) => b - a)
      .map(([key, count]) => ({ key, label: term("exit", key), count })),
  ].filter(({ count }) => count > 0);
  return (
    <Card
      title={t("report.where", { count: entered })}
      aside={t("report.sum", { inside: format.count(inside), gone: format.count(gone) })}
    >
      <div className={css["bar"]} aria-hidden="true">
        {parts.map(({ key, count }) => (
          <span key={key} style={{ flexGrow: count, background: colours[key] ?? "var(--rk-cold)" }} />
        ))}
      </div>
      <ul className={css["legend"]}>
        {parts.map(({ key, label, count }) => (
          <li key={key}>
            <span style={{ background: colours[key] ?? "var(--rk-cold)" }} />
            {label} <b>{format.count(count)}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
};
