import { IconLink } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Basis } from "../../api/imports.ts";
import { useKeys } from "../../ui/keys.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { ColumnsCard } from "./columns-card.tsx";
import { Again, BadLines, Joined, Note } from "./file-notes.tsx";
import { Frame } from "./frame.tsx";
import css from "./imports.module.css";
import { useSurvey } from "./use-survey.ts";

/** Needed once there is a file: fetched while the server reads it. */
const ReasonsCard = lazy(() => import("./reasons-card.tsx").then((module) => ({ default: module.ReasonsCard })));
const OutcomeCard = lazy(() => import("./outcome-card.tsx").then((module) => ({ default: module.OutcomeCard })));

/** From a list of deals to running re-engagement: columns, what happens by reason, and what it comes to. */
export const DealsImport = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const survey = useSurvey("deals", { consent: "businessRelationship", start: "spread", perDay: 20 });
  const { data, columns, choices, choose, match, start, isStarting, isStale } = survey;
  const consent: Basis = choices.consent ?? "none";
  const ready = data !== undefined && survey.error === null && !isStale;
  const key = { code: "Ctrl+Enter", cap: "Ctrl ⏎", label: t("import.do"), bar: true, inText: true, run: start };
  useKeys(ready ? [key] : []);
  return (
    <Frame kind="deals" title={t("import.dealsTitle")} needs={t("import.dealsNeed")} survey={survey} back="/deals">
      <div className={css["grid"]} data-stale={isStale || undefined}>
        <ColumnsCard kind="deals" columns={columns} remembered={data?.file.remembered ?? false} match={match}>
          {data !== undefined && (
            <>
              {data.file.before !== undefined && <Again before={data.file.before} />}
              <BadLines file={data.file} />
              {data.joins.map(({ names, state }) => (
                <Joined key={names.join()} names={names} state={state} />
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
          {data !== undefined && <ReasonsCard survey={data} choices={choices} choose={choose} />}
          {data !== undefined && (
            <OutcomeCard
              survey={data}
              consent={consent}
              change={(basis) => choose({ consent: basis })}
              start={start}
              busy={isStarting || isStale}
            />
          )}
        </Suspense>
      </div>
    </Frame>
  );
};
