import { useTranslation } from "react-i18next";
import type { VersionReport } from "../../api/report.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { VerdictPill } from "../../ui/verdict-pill.tsx";
import css from "./report.module.css";

/** Versions side by side: each with its own people, so the intervals say whether one may be called better. */
export const VersionsCard = ({ versions }: { versions: VersionReport[] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = (one: VersionReport, key: "sent" | "handOffs" | "meetings" | "won") =>
    one.steps.reduce((sum, step) => sum + (step[key] ?? 0), 0);
  return (
    <Card title={t("reportPage.compare")} flush>
      <div className={css["scroll"]}>
        <table className={css["steps"]}>
          <thead>
            <tr>
              <th scope="col">{t("reportPage.version")}</th>
              <th scope="col">{t("reportPage.entered")}</th>
              <th scope="col">{t("reportPage.column.sent")}</th>
              <th scope="col">{t("reportPage.share")}</th>
              <th scope="col">{t("reportPage.interval")}</th>
              <th scope="col">{t("reportPage.column.handedOff")}</th>
              <th scope="col">{t("reportPage.column.meetings")}</th>
              <th scope="col">{t("reportPage.column.won")}</th>
              <th scope="col">{t("reportPage.verdict")}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => {
              const { of = 0, n = 0, interval } = one.hypothesis?.whom ?? {};
              return (
                <tr key={one.version}>
                  <th scope="row">v{one.version}</th>
                  <td>{format.count(one.entered)}</td>
                  <td>{format.count(sum(one, "sent"))}</td>
                  <td>{n === 0 ? "–" : t("reportPage.shareOf", { share: format.share(of, n), of, n })}</td>
                  <td>
                    {n === 0 || interval === undefined
                      ? "–"
                      : t("reportPage.fromTo", {
                          low: format.share(interval.low, 1),
                          high: format.share(interval.high, 1),
                        })}
                  </td>
                  <td>{format.count(sum(one, "handOffs"))}</td>
                  <td>{format.count(sum(one, "meetings"))}</td>
                  <td>{format.count(sum(one, "won"))}</td>
                  <td>
                    <VerdictPill hypothesis={one.hypothesis} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
};
