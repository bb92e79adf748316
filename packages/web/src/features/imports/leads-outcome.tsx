import { Button } from "@mantine/core";
import { IconHelpCircle, IconMailOff, IconSparkles, IconUserCheck, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Basis, LeadSurvey } from "../../api/imports.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import css from "./imports.module.css";
import { Panel } from "./panel.tsx";
import sum from "./sum.module.css";
import { Sum, type SumRow } from "./sum.tsx";

/** What the whole list comes to, and the one button. */
export const LeadsOutcome = ({
  survey,
  consent,
  start,
  busy,
}: {
  survey: LeadSurvey;
  consent: Basis | undefined;
  start: () => void;
  busy: boolean;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const { file, people, looked, workflows, optedOut } = survey;
  const rows = useRows(survey);
  return (
    <Panel
      title={t("import.outcome")}
      foot={
        <div className={css["go"]}>
          <Button
            size="md"
            fullWidth
            onClick={start}
            loading={busy}
            disabled={people === 0 || consent === undefined}
            rightSection={<Keycap>Ctrl ⏎</Keycap>}
          >
            {t("import.takeLeads", { count: people, n: format.count(people) })}
          </Button>
          <span>{t(consent === undefined ? "import.chooseConsent" : "import.undoAlways")}</span>
        </div>
      }
    >
      <div className={sum["body"]}>
        <Sum rows={rows} />
        {looked < people && (
          <p className={sum["small"]}>{t("import.looked", { count: looked, n: format.count(looked) })}</p>
        )}
        {consent !== undefined && (
          <p className={css["box"]} data-tone={consent === "none" ? "warm" : undefined}>
            {consent === "none"
              ? t("import.consentNoneLeads")
              : t("import.mailable", {
                  count: people - optedOut,
                  n: format.count(people - optedOut),
                  basis: t(`basis.${consent}`),
                })}
          </p>
        )}
        <p className={sum["small"]}>
          {workflows.length === 0
            ? t("import.startsNothing")
            : t("import.startsWorkflows", {
                names: workflows.map(({ id, name }) => say(name, id)).join(t("words.list")),
              })}
        </p>
        <p className={sum["small"]}>{t("import.encodingWas", { encoding: file.encoding.toUpperCase() })}</p>
      </div>
    </Panel>
  );
};

const useRows = ({ file, people, repeated, created, known, erased, optedOut, looked }: LeadSurvey): SumRow[] => {
  const { t } = useTranslation();
  const bad = Object.values(file.faults).reduce((total, n) => total + n, 0);
  const row = (id: string, n: number, depth: SumRow["depth"], text: string, more: Partial<SumRow> = {}): SumRow[] =>
    n === 0 ? [] : [{ id, n, depth, text, ...more }];
  const all = looked >= people;
  return [
    ...row("rows", file.rows, 0, t("import.rowsRead", { count: file.rows })),
    ...row("bad", bad, 1, t("import.rowsBad"), { kind: "refused", icon: <IconHelpCircle /> }),
    ...row("repeated", repeated, 1, t("import.rowsRepeated"), { icon: <IconUsers /> }),
    { id: "people", n: people, depth: 1, text: t("import.rowsPeople") },
    ...row("created", created, 2, t(all ? "import.created" : "import.createdAbout"), {
      kind: "result",
      icon: <IconSparkles />,
    }),
    ...row("known", known, 2, t("import.known"), { icon: <IconUserCheck /> }),
    ...row("erased", erased, 2, t("import.erased"), { kind: "refused", icon: <IconMailOff /> }),
    ...row("optedOut", optedOut, 2, t("import.optedOut"), { kind: "refused", icon: <IconMailOff /> }),
  ];
};
