import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FirstHandOff, Need } from "../../api/today.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { whole } from "../../ui/bands.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";

/** A need in sentences: what, why and what follows, and the word on its button. */
export const useNeedWords = () => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const reps = useQuery(settingsQuery).data?.reps;
  const rep = (id: string | undefined) => reps?.find((one) => one.id === id)?.name ?? id;
  const list = (parts: (string | false | undefined)[]) =>
    parts.filter((part) => part !== "" && part !== false && part !== undefined).join(t("words.list"));
  const who = ({ name, company }: { name?: string; company?: string }) =>
    company === undefined
      ? t("today.whoAlone", { name: name ?? t("lead.unnamed") })
      : t("today.who", { name: name ?? t("lead.unnamed"), company: short(company) });
  const handOff = (first: FirstHandOff) => [
    `${who(first)} ${t("today.points", { points: format.count(whole(first.score)) })}`,
    first.owner === undefined ? t("today.nobody") : t("today.owned", { name: rep(first.owner) }),
  ];
  const percent = (rate: number) => format.share(rate, 1);
  return (need: Need): { title: string; text: string; action: string } => {
    switch (need.kind) {
      case "handOffsOver":
        return {
          title: t("today.over", { count: need.count }),
          text: list([
            ...handOff(need.first),
            need.next && t("today.moves", { at: format.time(need.next.at), name: rep(need.next.owner) }),
          ]),
          action: t("today.handle"),
        };
      case "handOffsSoon":
        return {
          title: t("today.soon", { count: need.count }),
          text: list([
            ...need.owners.map(({ owner, n }) => t("today.ownerHas", { name: rep(owner), count: n })),
            need.first.dueAt !== undefined &&
              t("today.firstDue", {
                at: format.time(need.first.dueAt),
                who: short(need.first.company ?? "") || need.first.name || t("lead.unnamed"),
              }),
          ]),
          action: t("nav.hotLeads"),
        };
      case "handOffsWaiting":
        return {
          title: t("today.waiting", { count: need.count }),
          text: list(handOff(need.first)),
          action: t("nav.hotLeads"),
        };
      case "tasksDue":
        return {
          title: t("today.tasks", { count: need.count }),
          text: list([
            need.first.text ?? t(need.first.callback ? "today.callback" : "today.task"),
            who(need.first),
            need.first.owner !== undefined && t("today.owned", { name: rep(need.first.owner) }),
          ]),
          action: t("today.openLead"),
        };
      case "bouncesRising":
        return {
          title: t("today.bounces", { rate: percent(need.rate) }),
          text: t("today.bouncesWhy", { usual: need.usual === undefined ? t("today.noUsual") : percent(need.usual) }),
          action: t("today.why"),
        };
      case "complaintsRising":
        return {
          title: t("today.complaints", { rate: format.rate(need.rate) }),
          text: t("today.complaintsWhy", {
            usual: need.usual === undefined ? t("today.noUsual") : format.rate(need.usual),
          }),
          action: t("today.why"),
        };
      case "sourceQuiet":
        return {
          title: t("today.quietSource", { name: term("source", need.source) }),
          text: t("today.quietWhy", {
            perDay: format.given(need.usualPerDay),
            at: format.moment(need.sinceAt, now),
          }),
          action: t("today.openSource"),
        };
      case "workflowBroken":
        return {
          title: t(need.draft ? "today.brokenDraft" : "today.broken", { name: say(need.name, need.workflow) }),
          text: list([need.step, need.message]),
          action: t("today.fix"),
        };
      case "workflowPaused":
        return {
          title: t("today.paused", { name: say(need.name, need.workflow) }),
          text: t("today.pausedWhy"),
          action: t("today.look"),
        };
      case "mailsFailing":
        return {
          title: t("today.mailsFail", { count: need.count }),
          text: need.reason,
          action: t("today.openLead"),
        };
      case "leadsParked":
        return {
          title: t("today.parked", { count: need.count }),
          text: need.reason,
          action: t("today.openLead"),
        };
      case "jobFailed":
        return {
          title: t("today.jobFailed", { what: term("job", need.what) }),
          text: list([
            t("today.jobAt", { done: format.count(need.done), total: format.count(need.total) }),
            need.reason,
          ]),
          action: t("today.again"),
        };
      default:
        return need satisfies never;
    }
  };
};

/** A company as people say it: without its legal form. */
const short = (company: string): string =>
  company.replace(/^(株式会社|有限会社|合同会社)|(株式会社|有限会社|合同会社)$/g, "").trim();
