import { Button } from "@mantine/core";
import { IconBriefcase, IconHelpCircle, IconMailOff, IconSparkles, IconTrophy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Basis, DealSurvey } from "../../api/imports.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { ConsentField } from "./consent-field.tsx";
import { FirstMails } from "./first-mails.tsx";
import css from "./imports.module.css";
import { Panel } from "./panel.tsx";
import sum from "./sum.module.css";
import { Sum, type SumRow } from "./sum.tsx";

/** What the whole file comes to, and the one button. */
export const OutcomeCard = ({
  survey,
  consent,
  change,
  start,
  busy,
}: {
  survey: DealSurvey;
  consent: Basis;
  change: (basis: Basis) => void;
  start: () => void;
  busy: boolean;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { deals, begins, mails, looked } = survey;
  const rows = useRows(survey);
  const taken = deals.open + deals.won + deals.lost;
  const [first] = mails;
  const all = looked >= deals.lost;
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
            disabled={taken === 0}
            rightSection={<Keycap>Ctrl ⏎</Keycap>}
          >
            {begins.people === 0
              ? t("import.takeDeals", { count: taken, n: format.count(taken) })
              : t(all && !begins.isChance ? "import.rekindle" : "import.rekindleAbout", {
                  count: begins.people,
                  n: format.count(begins.people),
                })}
          </Button>
          <span>
            {first === undefined ? t("import.undoAlways") : t("import.undoUntil", { at: format.moment(first.at, now) })}
          </span>
        </div>
      }
    >
      <div className={sum["body"]}>
        <Sum rows={rows} />
        {!all && <p className={sum["small"]}>{t("import.looked", { count: looked, n: format.count(looked) })}</p>}
        {begins.isChance && <p className={sum["small"]}>{t("import.chance")}</p>}
        <ConsentField value={consent} change={change} />
        {mails.length > 0 && <FirstMails mails={mails} />}
      </div>
    </Panel>
  );
};

const useRows = ({ file, deals, begins, others }: DealSurvey): SumRow[] => {
  const { t } = useTranslation();
  const format = useFormat();
  const bad = Object.values(file.faults).reduce((total, n) => total + n, 0);
  const row = (id: string, n: number, depth: SumRow["depth"], text: string, more: Partial<SumRow> = {}): SumRow[] =>
    n === 0 ? [] : [{ id, n, depth, text, ...more }];
  return [
    ...row("rows", file.rows, 0, t("import.rowsRead", { count: file.rows })),
    ...row("bad", bad, 1, t("import.rowsBad"), { kind: "refused", icon: <IconHelpCircle /> }),
    ...row("open", deals.open, 1, t("import.dealsOpen"), { icon: <IconBriefcase /> }),
    ...row("won", deals.won, 1, t("import.dealsWon"), { kind: "won", icon: <IconTrophy /> }),
    ...row("lost", deals.lost, 1, t("import.dealsLost")),
    ...others.flatMap(({ why, deals: n }) =>
      row(why, n, 2, t(`excluded.${why}`), { kind: "refused", icon: <IconMailOff /> }),
    ),
    {
      id: "result",
      n: begins.deals,
      depth: 2,
      kind: "result",
      icon: <IconSparkles />,
      text: t("import.result", { count: begins.people, n: format.count(begins.people) }),
    },
  ];
};
