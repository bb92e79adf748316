import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { TimelineItem } from "../../api/leads.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { instant } from "../../ui/format.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useSignalName, useTerm, wordsOf } from "../../ui/words.ts";

/** Which glossary a `reason` is looked up in. */
const reasonGroups: Record<string, string> = {
  "mail.refused": "refusal",
  "mail.withdrawn": "refusal",
  "mail.postponed": "refusal",
  "mail.lapsed": "refusal",
  "enrolment.refused": "refusal",
  "enrolment.left": "exit",
  "handoff.returned": "return",
  "deal.lost": "lost",
  "lead.suppressed": "suppression",
};

/** An entry of the history in words: what happened, and the facts beside it. */
export const useEntryWords = (entries: TimelineItem[]) => {
  const { t, i18n } = useTranslation();
  const term = useTerm();
  const nameOf = useSignalName();
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const workflows = useQuery(workflowsQuery).data?.items;
  const reps = useQuery(settingsQuery).data?.reps;
  const subjects = new Map(
    entries.flatMap(({ type, template, subject }) =>
      type === "mail.sent" && typeof subject === "string" ? [[template, subject] as const] : [],
    ),
  );
  return (item: TimelineItem): { title: string; detail: string } => {
    const text = (name: string) => {
      const value = item[name];
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    };
    const rep = (name: string) => reps?.find(({ id }) => id === text(name))?.name ?? text(name);
    const moment = (name: string) => {
      const value = item[name];
      return typeof value === "string" || typeof value === "number" ? format.moment(instant(value), now) : "";
    };
    const words = {
      workflow: say(workflows?.find(({ id }) => id === item["workflow"])?.name, text("workflow")),
      subject: text("subject") || (subjects.get(item["template"]) ?? text("template")),
      reason: term(reasonGroups[item.type] ?? "exit", text("reason")),
      signal: nameOf(text("signal"), wordsOf(item["label"])),
      source: term("source", text("source") || text("list")),
      event: nameOf(text("name")),
      line: text("line") === "" ? "" : t(`line.${text("line")}Line`),
      stage: text("stage") === "" ? "" : term("stage", text("stage")),
      owner: rep("owner"),
      by: rep("by"),
      channel: text("channel"),
      arm: text("arm"),
      url: text("url"),
      kind: text("kind"),
      how: text("level") === "" ? "" : t(`escalated.${text("level")}`),
    };
    const part = (key: string, value: string) => (value === "" ? "" : t(`entry.${key}`, { value }));
    const verdict = text("verdict");
    const detail = [
      item.type === "score.changed" || item.type === "fit.changed"
        ? part("total", typeof item["total"] === "number" ? format.points(item["total"]) : "")
        : "",
      item.type === "mail.clicked" ? words.url : "",
      verdict === "" ? "" : t(`entry.${verdict}`),
      text("why") === "" ? "" : term("verdict", text("why")),
      item.type.startsWith("handoff.") ? part("owner", words.owner) : "",
      part("due", moment("dueAt")),
      part("until", moment("until")),
      part("rest", moment("coolUntil")),
      item.type.startsWith("enrolment.") ? part("version", text("version")) : "",
      item.type === "call.noted" ? chipsOf(item["chips"], t) : "",
      outcomeOf(text("outcome"), term),
      item.type === "handoff.opened" && text("note") !== "" ? nameOf(text("note")) : text("note"),
      item.type === "event.tracked" ? pageOf(item["properties"]) : "",
      part("by", words.by),
    ];
    const key = `timeline.${item.type}`;
    return {
      title: i18n.exists(key) ? t(key, words) : t("entry.unknown", { type: item.type }),
      detail: detail.filter((one) => one !== "").join(t("entry.join")),
    };
  };
};

const outcomeOf = (outcome: string, term: (group: string, value: string) => string) =>
  outcome === "" ? "" : term("outcome", outcome);

/** Chips such as `{ interest: true, timing: "within3m" }`. */
const chipsOf = (chips: unknown, t: (key: string) => string): string => {
  if (typeof chips !== "object" || chips === null) return "";
  return Object.entries(chips)
    .map(([name, value]) =>
      value === true
        ? t(`chip.${name}`)
        : `${t(`chip.${name}`)}:${value === false ? t("call.none") : t(`timing.${value}`)}`,
    )
    .join(t("words.list"));
};

/** The page or document that an event of a tracker names. */
const pageOf = (properties: unknown): string => {
  if (typeof properties !== "object" || properties === null) return "";
  const named = new Map<string, unknown>(Object.entries(properties));
  const page = named.get("title") ?? named.get("path") ?? named.get("url");
  return typeof page === "string" ? page : "";
};
