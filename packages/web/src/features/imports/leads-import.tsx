import { IconLink } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "../../ui/keys.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { ColumnsCard } from "./columns-card.tsx";
import { Again, BadLines, Joined, Note } from "./file-notes.tsx";
import { Frame } from "./frame.tsx";
import css from "./imports.module.css";
import { useSurvey } from "./use-survey.ts";

/** Needed once there is a file: fetched while the server reads it. */
const LeadsHow = lazy(() => import("./leads-how.tsx").then((module) => ({ default: module.LeadsHow })));
const LeadsOutcome = lazy(() => import("./leads-outcome.tsx").then((module) => ({ default: module.LeadsOutcome })));

/** A list of people: columns, on what ground they may be mailed, and what it comes to. */
export const LeadsImport = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const survey = useSurvey("leads", {});
  const { data, columns, choices, choose, match, start, isStarting, isStale, file } = survey;
  const ready = data !== undefined && survey.error === null && !isStale && choices.consent !== undefined;
  const key = { code: "Ctrl+Enter", cap: "Ctrl ⏎", label: t("import.do"), bar: true, inText: true, run: start };
  useKeys(ready ? [key] : []);
  return (
    <Frame kind="leads" title={t("import.leadsTitle")} needs={t("import.leadsNeed")} survey={survey} back="/leads">
      <div className={css["grid"]} data-stale={isStale || undefined}>
        <ColumnsCard kind="leads" columns={columns} remembered={data?.file.remembered ?? false} match={match}>
          {data !== undefined && (
            <>
              {data.file.before !== undefined && <Again before={data.file.before} />}
              <BadLines file={data.file} />
              {data.joins.map(({ names }) => (
                <Joined key={names.join()} names={names} />
              ))}
              {data.known > 0 && (
                <Note icon={<IconLink />}>
                  {t("import.knownPeople", { count: data.known, n: format.count(data.known) })}
                </Note>
              )}
            </>
          )}
        </ColumnsCard>
        <Suspense>
          {data !== undefined && <LeadsHow survey={data} file={file?.name ?? ""} choices={choices} choose={choose} />}
          {data !== undefined && (
            <LeadsOutcome survey={data} consent={choices.consent} start={start} busy={isStarting || isStale} />
          )}
        </Suspense>
      </div>
    </Frame>
  );
};
