import { useTranslation } from "react-i18next";
import type { VersionReport } from "../../api/report.ts";
import { useTerm } from "../../ui/words.ts";
import { csvOf, type StepLine } from "./rows.ts";
import { columns } from "./steps-table.tsx";
import { useStepWords } from "./use-step-words.ts";

/** The report as a file for a spreadsheet: the verdict's figures, exits, arms and steps. */
export const useDownload = () => {
  const { t } = useTranslation();
  const term = useTerm();
  const stepWords = useStepWords();
  return (name: string, report: VersionReport, lines: StepLine[]): void => {
    const { whom, others } = report.hypothesis ?? {};
    const rows: (string | number)[][] = [
      [name, `v${report.version}`],
      [],
      ...(whom === undefined
        ? []
        : [
            [t("reportPage.hypothesis"), whom.of, whom.n, whom.interval?.low ?? "", whom.interval?.high ?? ""],
            [t("reportPage.others"), others?.of ?? 0, others?.n ?? 0],
            [],
          ]),
      ...Object.entries(report.left).map(([reason, n]) => [term("exit", reason), n]),
      [],
      ...(report.splits ?? []).flatMap(({ arms }) => arms.map(({ name: arm, of, n }) => [arm, of, n])),
      [],
      [t("reportPage.step"), ...columns.map((column) => t(`reportPage.column.${column}`))],
      ...lines.map(({ step, figures: f }) => [
        stepWords(step),
        ...[
          f.entered,
          f.waiting,
          f.sent,
          f.refused,
          f.delivered,
          f.clickers,
          f.handOffs ?? f.handedOff,
          f.meetings,
          f.won,
        ].map((n) => n ?? 0),
      ]),
    ];
    const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${name} v${report.version}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
};
