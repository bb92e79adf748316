import { Skeleton } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Path, PathEntry } from "../../api/preview.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { api } from "../../api.ts";
import { Failed } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import css from "./dialog.module.css";

const DAYS = 90;
/** What this one person would live through if they did nothing: the engine itself, played forward. */
const aheadQuery = (lead: string, workflow: string) =>
  queryOptions({
    queryKey: ["lead", lead, "ahead", workflow],
    queryFn: () =>
      api.post<{ paths: Path[] }>("/v1/simulate", {
        workflow,
        leads: [lead],
        days: DAYS,
        behaviour: { click: 0, optOut: 0, bounce: 0 },
        paths: 1,
      }),
    staleTime: 10_000,
  });

export const PathAhead = ({ lead, workflow }: { lead: string; workflow: string }) => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const { data, error, refetch } = useQuery(aheadQuery(lead, workflow));
  const mails = useQuery(vocabularyQuery).data?.templates;
  const words = ({ what, detail = "" }: PathEntry): string | undefined => {
    switch (what) {
      case "mail.sent":
        return t("ahead.sent", { mail: say(mails?.find(({ id }) => id === detail)?.name, detail) });
      case "mail.refused":
        return t("ahead.refused", { reason: term("refusal", detail) });
      case "handoff.opened":
        return t("ahead.handedOff");
      case "enrolment.left":
        return t("ahead.left", { reason: term("exit", detail) });
      case "enrolment.refused":
        return t("ahead.notEntered", { reason: term("refusal", detail) });
      case "enrolment.entered":
        return t("ahead.entered");
      default:
        return undefined;
    }
  };
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={110} mt="md" />;
  const entries = data.paths[0]?.entries ?? [];
  const shown = entries.flatMap((entry) => {
    const text = words(entry);
    return text === undefined ? [] : [{ at: entry.at, text }];
  });
  const outcome = data.paths[0]?.outcome ?? "";
  const refused = outcome.startsWith("not entered: ") ? outcome.slice("not entered: ".length) : undefined;
  return (
    <section className={css["path"]} aria-label={t("ahead.title")}>
      <h3>{t("ahead.title")}</h3>
      <ol>
        {shown.slice(0, 12).map(({ at, text }) => (
          <li key={at + text}>
            <time dateTime={at}>{format.moment(at, now)}</time>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      {refused !== undefined && <p>{t("ahead.notEntered", { reason: term("refusal", refused) })}</p>}
      <p>{t("ahead.assumed")}</p>
    </section>
  );
};
