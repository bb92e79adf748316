import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { checksQuery, type LaunchChecks } from "../../api/launch.ts";
import { runPreview } from "../../api/preview.ts";
import { useFormat } from "../../ui/use-format.ts";
import { problemsOf } from "./faults.ts";
import { useStage } from "./stage.ts";
import { useBuilderWords } from "./use-builder-words.ts";

/** A line of the launch checks. `stop`: not like this; `warn`: it is worth a look. */
export type Check = { id: string; state: "ok" | "warn" | "stop"; text: string; step?: string; law?: string[] };

/** All that is looked at before people get mail: by the server, and by a run of the real engine against quota and capacity. */
export const useLaunch = (id: string, enabled: boolean) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { definition, vocabulary } = useStage();
  const words = useBuilderWords(vocabulary);
  const query = useQuery({ ...checksQuery(id), enabled });
  const stopped = query.data === undefined || query.data.problems.length > 0;
  const run = useQuery({
    queryKey: ["workflow", id, "launch-run"],
    queryFn: () =>
      runPreview({
        workflow: id,
        days: 30,
        sample: 1_000,
        among: "now",
        behaviour: { click: 0.08, optOut: 0.002, bounce: 0.005 },
        paths: 0,
      }),
    enabled: enabled && !stopped,
    staleTime: 0,
    retry: false,
  });
  const ofMails = ({ mails }: LaunchChecks): Check[] => {
    const nameOf = (mail: string) => words.nameOf(vocabulary?.templates, mail);
    const bad = mails.flatMap(({ id: mail, state, problems }): Check[] =>
      state === "broken" || state === "missing"
        ? [
            {
              id: `mail ${mail}`,
              state: "stop",
              text: t(state === "missing" ? "launch.mailMissing" : "launch.mailBroken", {
                mail: nameOf(mail),
                why: problems[0]?.message ?? "",
              }),
            },
          ]
        : [],
    );
    const waiting = mails.filter(({ state }) => state === "waiting").length;
    const holes = mails.flatMap(({ id: mail, bare }) =>
      bare.map(
        ({ variable, lacking }): Check => ({
          id: `hole ${mail} ${variable}`,
          state: "warn",
          text: t("launch.hole", { mail: nameOf(mail), variable, count: lacking }),
        }),
      ),
    );
    const links = mails.flatMap(({ id: mail, placeholders }): Check[] =>
      placeholders.length === 0
        ? []
        : [
            {
              id: `link ${mail}`,
              state: "stop",
              text: t("launch.placeholder", { mail: nameOf(mail), link: placeholders[0] }),
            },
          ],
    );
    return [
      ...bad,
      ...links,
      ...(bad.length === 0
        ? [
            {
              id: "mails",
              state: "ok" as const,
              text:
                waiting > 0
                  ? t("launch.mailsWait", { count: mails.length, waiting })
                  : t("launch.mailsOk", { count: mails.length }),
            },
          ]
        : []),
      ...(holes.length > 0 ? holes : [{ id: "holes", state: "ok" as const, text: t("launch.noHoles") }]),
    ];
  };
  const checks = (found: LaunchChecks): Check[] => {
    const problems = problemsOf(definition, found.problems, vocabulary);
    const { people, mailable, all } = found.population;
    const warned = problemsOf(definition, found.warnings, vocabulary);
    return [
      ...problems.map(
        (problem): Check => ({
          id: problem.path + problem.message,
          state: "stop",
          text: t("launch.problem", { step: stepName(problem.step), what: words.fault(problem) }),
          ...(problem.step === undefined ? {} : { step: problem.step }),
        }),
      ),
      found.law.length > 0
        ? { id: "law", state: "stop", text: t("launch.law", { count: found.law.length }), law: found.law }
        : { id: "law", state: "ok", text: t("launch.lawOk", { count: found.mails.length }) },
      ...ofMails(found),
      ...warned.map(
        (problem): Check => ({
          id: problem.path + problem.message,
          state: "warn",
          text: t("launch.problem", { step: stepName(problem.step), what: words.fault(problem) }),
          ...(problem.step === undefined ? {} : { step: problem.step }),
        }),
      ),
      found.loop.length > 0
        ? { id: "loop", state: "stop", text: t("launch.loop", { way: [...found.loop, found.loop[0]].join(" → ") }) }
        : { id: "ends", state: "ok", text: t("launch.ends") },
      people === undefined
        ? { id: "consent", state: "ok", text: t("launch.comesLater") }
        : {
            id: "consent",
            state: people > 0 && mailable === 0 ? "warn" : "ok",
            text: t(all ? "launch.consent" : "launch.consentMany", {
              people: format.count(people),
              mailable: format.count(mailable),
            }),
          },
      ...ofRun(),
    ];
  };
  const stepName = (step: string | undefined): string => {
    const found = step === undefined ? undefined : definition.steps.find((one) => one.id === step);
    return found === undefined ? (step ?? t("builder.startTitle")) : words.title(found);
  };
  const ofRun = (): Check[] => {
    const { data } = run;
    if (data === undefined) return [];
    const { days, frame } = data;
    const over = days.map((day, n) => day.sends + (frame.days[n]?.others.sends ?? 0) - frame.quota);
    const worst = Math.max(0, ...over);
    const handed = days.map((day, n) => day.handOffs + (frame.days[n]?.others.handOffs ?? 0) - frame.capacity.total);
    const most = Math.max(0, ...handed);
    const date = days[handed.indexOf(most)]?.date;
    const day = date === undefined ? "" : format.day(`${date}T03:00:00Z`, Date.parse(`${date}T03:00:00Z`));
    return [
      worst > 0
        ? { id: "quota", state: "warn", text: t("launch.quotaOver", { count: worst }) }
        : { id: "quota", state: "ok", text: t("launch.quota", { quota: format.count(frame.quota) }) },
      most > 0 && frame.capacity.total > 0
        ? { id: "capacity", state: "warn", text: t("launch.capacityOver", { day, count: most }) }
        : { id: "capacity", state: "ok", text: t("launch.capacity", { count: frame.capacity.total }) },
    ];
  };
  return { query, running: run.isFetching, checks: query.data === undefined ? undefined : checks(query.data) };
};
