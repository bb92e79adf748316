import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choices, DealSurvey, Start } from "../../api/imports.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { DAY, instant } from "../../ui/format.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import { ExcludedDialog } from "./excluded-dialog.tsx";
import css from "./imports.module.css";
import { Panel } from "./panel.tsx";
import table from "./reasons-card.module.css";
import { shortName } from "./short-name.ts";

const starts: Start[] = ["once", "spread", "later"];
const NONE = "-";

/** Each reason with the workflow that takes it up, when, and who is left out. */
export const ReasonsCard = ({
  survey,
  choices,
  choose,
}: {
  survey: DealSurvey;
  choices: Choices;
  choose: (more: Choices) => void;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const { duration } = useWorkflowWords();
  const [listing, setListing] = useState(false);
  const running = (useQuery(workflowsQuery).data?.items ?? []).filter(({ state }) => state === "running");
  const { reasons, deals, begins, others, several } = survey;
  const start = choices.start ?? "spread";
  const excluded = others.reduce((sum, { deals: n }) => sum + n, 0);
  return (
    <Panel
      title={t("import.reasons")}
      aside={t("import.reasonsAside", {
        lost: format.count(deals.lost),
        count: begins.people,
        n: format.count(begins.people),
      })}
      foot={t("import.several", { count: several, n: format.count(several) })}
    >
      <table className={table["reasons"]}>
        <thead>
          <tr>
            <th>{t("import.reason")}</th>
            <th className={table["number"]}>{t("import.peopleHead")}</th>
            <th>{t("import.takenBy")}</th>
            <th className={table["number"]}>{t("import.sinceLoss")}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ reason, written, people, workflow, after }) => (
            <tr key={reason}>
              <td>
                <small>{written.join(t("words.list"))}</small>
                <b>{term("lost", reason)}</b>
              </td>
              <td className={table["number"]}>
                <b>{format.count(people)}</b>
              </td>
              <td>
                <NativeSelect
                  aria-label={t("import.workflowFor", { reason: term("lost", reason) })}
                  data={[
                    ...running.map(({ id, name }) => ({ value: id, label: say(name, id) })),
                    { value: NONE, label: t("import.nobodyTakes") },
                  ]}
                  value={start === "later" ? NONE : (workflow ?? NONE)}
                  disabled={start === "later"}
                  onChange={({ currentTarget: { value } }) =>
                    choose({ workflows: { ...choices.workflows, [reason]: value === NONE ? null : value } })
                  }
                />
              </td>
              <td className={table["number"]}>
                {workflow === undefined ? (
                  <Link to="/workflows/new" target="_blank">
                    {t("import.makeOne")}
                  </Link>
                ) : (
                  <span>{after === undefined ? t("import.atOnce") : duration(after)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={table["below"]}>
        {begins.people > 0 && <Spread survey={survey} choices={choices} />}
        <div className={table["start"]}>
          <span id="start-words">{t("import.start")}</span>
          <SegmentedControl
            aria-labelledby="start-words"
            value={start}
            onChange={(value) => {
              const next = starts.find((one) => one === value);
              if (next !== undefined) choose({ start: next });
            }}
            data={[
              { value: "once", label: t("import.startOnce") },
              {
                value: "spread",
                label: t("import.startSpread", { count: choices.perDay ?? 20, n: format.count(choices.perDay ?? 20) }),
              },
              { value: "later", label: t("import.startLater") },
            ]}
          />
          {start === "spread" && (
            <TextInput
              className={table["perDay"] ?? ""}
              type="number"
              aria-label={t("import.perDay")}
              min={1}
              max={10_000}
              defaultValue={choices.perDay ?? 20}
              onChange={({ currentTarget: { valueAsNumber: perDay } }) =>
                perDay >= 1 && perDay <= 10_000 && choose({ perDay: Math.round(perDay) })
              }
            />
          )}
        </div>
      </div>
      {excluded > 0 && (
        <section className={table["excluded"]}>
          <header>
            <h3>{t("import.excluded", { count: excluded, n: format.count(excluded) })}</h3>
            <button type="button" className={css["link"]} onClick={() => setListing(true)}>
              {t("import.list")}
            </button>
          </header>
          {others.map(({ why, companies, more }) => (
            <p key={why}>
              <span>{t(`excluded.${why}`)}:</span>{" "}
              {companies
                .slice(0, 3)
                .map(({ name, deals: n }) => `${shortName(name)} ${n}`)
                .join(t("words.list"))}
              {companies.length + more > 3 && t("import.moreCompanies", { count: companies.length + more - 3 })}
            </p>
          ))}
        </section>
      )}
      {listing && <ExcludedDialog others={others} close={() => setListing(false)} />}
    </Panel>
  );
};

/** Waits that are over already begin at once: so many a day, and it is said. */
const Spread = ({ survey: { past, begins }, choices }: { survey: DealSurvey; choices: Choices }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { start = "spread", perDay = 20 } = choices;
  const people = past.people;
  if (people === 0) return null;
  const ago = past.newestAt === undefined ? 0 : Math.floor((now - instant(past.newestAt)) / DAY);
  const words = { count: people, n: format.count(people), days: format.count(ago) };
  const days = Math.ceil(past.turns / perDay);
  return (
    <div className={css["box"]}>
      <IconInfoCircle />
      <div>
        {people === begins.people ? t("import.allPast", words) : t("import.somePast", words)}{" "}
        {start === "once"
          ? t("import.pastOnce")
          : start === "spread" &&
            t("import.pastSpread", { n: format.count(perDay), count: days, days: format.count(days) })}
      </div>
    </div>
  );
};
