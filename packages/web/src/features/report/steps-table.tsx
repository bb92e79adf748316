import { Popover } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { standingQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { Failed } from "../../ui/states.tsx";
import { stepIcons } from "../../ui/step-icon.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import css from "./report.module.css";
import type { StepLine } from "./rows.ts";
import { useWayWords } from "./use-way-words.ts";

/** Step by step: who came, who is there, what was sent and what came of it. Counts that have a list behind them open it. */
export const StepsTable = ({ id, version, lines }: { id: string; version: number; lines: StepLine[] }) => {
  const { t } = useTranslation();
  const words = useWorkflowWords();
  const wayWords = useWayWords();
  const format = useFormat();
  const dash = (n: number | undefined, applies = true): ReactNode =>
    !applies || n === undefined || n === 0 ? <span className={css["dash"]}>–</span> : format.count(n);
  return (
    <Card title={t("reportPage.steps")} aside={t("reportPage.byDay")} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <div className={css["scroll"]} tabIndex={0} role="region" aria-label={t("reportPage.steps")}>
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
                      {words.step(step)}
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
                  <td>{dash(figures.handedOff)}</td>
                  <td>{dash(figures.meetings)}</td>
                  <td>{dash(figures.won)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
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

/** A count with what stands behind it. */
const Opened = ({ label, shown, children }: { label: string; shown: string; children: () => ReactNode }) => {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} width={320} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={css["count"]} aria-label={label} onClick={() => setOpen(!open)}>
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={css["popTitle"]}>{label}</p>
        {open && children()}
      </Popover.Dropdown>
    </Popover>
  );
};

const Standing = ({ id, step, version }: { id: string; step: string; version: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data, error, refetch } = useQuery(standingQuery(id, step, version));
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <ul className={css["people"]}>
      {data?.items.map(({ leadId, name, company, since }) => (
        <li key={leadId}>
          <Link to="/leads/$id" params={{ id: leadId }}>
            {name ?? t("lead.unnamed")}
          </Link>
          <small>{company}</small>
          <span>{format.day(since, now)}</span>
        </li>
      ))}
      {data?.next !== undefined && (
        <li>
          <Link to="/workflows/$id" params={{ id }} search={{ version: `${version}` }}>
            {t("reportPage.more")}
          </Link>
        </li>
      )}
    </ul>
  );
};

const Reasons = ({ by }: { by: Record<string, number> }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const reasons = Object.entries(by).toSorted(([, a], [, b]) => b - a);
  if (reasons.length === 0) return <p className={css["why"]}>{t("reportPage.noReasons")}</p>;
  return (
    <ul className={css["people"]}>
      {reasons.map(([reason, n]) => (
        <li key={reason}>
          <span className={css["grow"]}>{term("refusal", reason)}</span>
          <b>{format.count(n)}</b>
        </li>
      ))}
    </ul>
  );
};
