import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { stepIcons } from "../../ui/step-icon.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { Opened, Reasons, Standing } from "./opened.tsx";
import css from "./report.module.css";
import type { StepLine } from "./rows.ts";
import { useStepWords } from "./use-step-words.ts";
import { useWayWords } from "./use-way-words.ts";

/** Step by step: who came, who is there, what was sent and what came of it. Counts that have a list behind them open it. */
export const StepsTable = ({ id, version, lines }: { id: string; version: number; lines: StepLine[] }) => {
  const { t } = useTranslation();
  const stepWords = useStepWords();
  const wayWords = useWayWords();
  const format = useFormat();
  const dash = (n: number | undefined, applies = true): ReactNode =>
    !applies || n === undefined || n === 0 ? <span className={css["dash"]}>–</span> : format.count(n);
  return (
    <Card title={t("reportPage.steps")} aside={t("reportPage.byDay")} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <section className={css["scroll"]} tabIndex={0} aria-label={t("reportPage.steps")}>
        <table className={css["steps"]}>
          <thead>
            <tr>
              <th scope="col">{t("reportPage.step")}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`reportPage.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ step, depth, way, figures }) => {
              const { icon: Icon, colour } = stepIcons[step.kind];
              const isMail = step.kind === "email";
              const { sent = 0, clickers = figures.clicked ?? 0, waiting = 0, refused = 0 } = figures;
              return (
                <tr key={figures.id}>
                  <th scope="row" style={{ paddingInlineStart: 16 + depth * 18 }}>
                    <Icon size={16} stroke={1.7} style={{ color: colour }} aria-hidden="true" />
                    <span>
                      {way !== undefined && <span className={css["way"]}>{wayWords(way)}</span>}
                      {stepWords(step)}
                    </span>
                  </th>
                  <td>{format.count(figures.entered ?? 0)}</td>
                  <td>
                    {waiting > 0 ? (
                      <Opened label={t("reportPage.whoIsHere", { count: waiting })} shown={format.count(waiting)}>
                        {() => <Standing id={id} step={figures.id} version={version} />}
                      </Opened>
                    ) : (
                      dash(0)
                    )}
                  </td>
                  <td>{dash(sent, isMail)}</td>
                  <td>
                    {refused > 0 ? (
                      <Opened label={t("reportPage.whyRefused", { count: refused })} shown={format.count(refused)}>
                        {() => <Reasons by={figures.refusedBy ?? {}} />}
                      </Opened>
                    ) : (
                      dash(0)
                    )}
                  </td>
                  <td>{dash(figures.delivered, isMail)}</td>
                  <td>
                    {isMail && sent > 0 ? (
                      <span className={css["clicks"]}>
                        {format.count(clickers)}
                        <span className={css["meter"]}>
                          <i style={{ width: `${Math.min(100, (clickers / sent) * 100)}%` }} />
                        </span>
                        <b>{format.share(clickers, sent)}</b>
                      </span>
                    ) : (
                      dash(0)
                    )}
                  </td>
                  <td>{dash(figures.handOffs ?? figures.handedOff)}</td>
                  <td>{dash(figures.meetings)}</td>
                  <td>{dash(figures.won)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Card>
  );
};

export const columns = [
  "came",
  "here",
  "sent",
  "refused",
  "delivered",
  "clickers",
  "handedOff",
  "meetings",
  "won",
] as const;
