import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";
import type { Score } from "../../api/leads.ts";
import { defaultLines } from "../../api/workspace.ts";
import { instant } from "../../ui/format.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useSignalName, useTerm } from "../../ui/words.ts";

type Reason = { signal: string; label?: Handoff["reasons"][number]["label"]; at: number; points: number };
const reasonsOf = (handoff: Handoff, score?: Score): Reason[] =>
  (
    score?.signals.map(({ id, label, at, points }) => ({ signal: id, label, at: instant(at), points })) ??
    handoff.reasons.map(({ signal, label, at, points, left }) => ({
      signal,
      label,
      at: instant(at ?? handoff.openedAt),
      points: points ?? left,
    }))
  )
    .filter(({ signal, points }) => points > 0 && signal !== "fit" && signal !== "earlier")
    .toSorted((a, b) => b.at - a.at)
    .map(({ label, ...reason }) => (label === undefined ? reason : { ...reason, label }));

/** Why this one, in a few words for the queue. */
export const useHeadline = () => {
  const { t } = useTranslation();
  const term = useTerm();
  const nameOf = useSignalName();
  return (handoff: Handoff): string => {
    if (handoff.lastDeal?.reason) return t("why.again", { reason: term("lost", handoff.lastDeal.reason) });
    if (handoff.note) return nameOf(handoff.note);
    const [newest] = reasonsOf(handoff);
    return newest === undefined ? t("why.line") : nameOf(newest.signal, newest.label);
  };
};

/** Why now, in one or two sentences; `<b>` marks what to say first. */
export const useWhyNow = () => {
  const { t } = useTranslation();
  const term = useTerm();
  const nameOf = useSignalName();
  const format = useFormat();
  return (handoff: Handoff, score: Score | undefined, now: number): string => {
    const { lastDeal, told = [], note, line = "insideSales", openedAt } = handoff;
    const reasons = reasonsOf(handoff, score);
    const opened = instant(openedAt);
    const crossing = reasons.find(({ at }) => at <= opened + 60_000);
    const [newest] = reasons;
    const clicked = told.filter(({ clicks }) => clicks.length > 0).length;
    const name = (reason: Reason) => nameOf(reason.signal, reason.label);
    const parts = [
      lastDeal?.reason !== undefined && lastDeal.closedAt !== undefined
        ? t("why.lost", { month: format.month(lastDeal.closedAt), reason: term("lost", lastDeal.reason) })
        : "",
      clicked > 0 ? t("why.clicked", { count: clicked }) : "",
      crossing === undefined
        ? t("why.opened", { day: format.day(opened, now) })
        : t("why.crossed", {
            day: format.day(crossing.at, now),
            signal: name(crossing),
            line: format.count((score?.lines ?? defaultLines)[line]),
          }),
      newest !== undefined && newest !== crossing && newest.at > opened
        ? t("why.since", {
            at:
              format.dayKey(newest.at) === format.dayKey(now)
                ? t("why.today", { time: format.time(newest.at) })
                : format.moment(newest.at, now),
            signal: name(newest),
          })
        : "",
      note ? t("why.note", { note: nameOf(note) }) : "",
    ];
    return parts.filter((part) => part !== "").join(format.language === "en" ? " " : "");
  };
};
