import {
  IconArrowsShuffle,
  IconBolt,
  IconClick,
  IconDoorExit,
  IconFlag,
  IconFlame,
  IconHandStop,
  IconMail,
  IconMailOff,
  IconTag,
  IconUserShare,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Definition, Step } from "../../api/definition.ts";
import type { Path, PathEntry } from "../../api/preview.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { stepIcons } from "../../ui/step-icon.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useSignalName, useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import css from "./preview.module.css";
import { timed } from "./refusals.ts";

type Mark = { icon: ComponentType<{ size?: number; stroke?: number }>; colour: string };
const marks: Record<string, Mark> = {
  "enrolment.entered": { icon: IconBolt, colour: "var(--rk-ai)" },
  "mail.sent": { icon: IconMail, colour: "var(--rk-family-mail)" },
  "mail.clicked": { icon: IconClick, colour: "var(--rk-family-mail)" },
  "mail.refused": { icon: IconMailOff, colour: "var(--rk-warm)" },
  "mail.bounced": { icon: IconMailOff, colour: "var(--rk-danger)" },
  "lead.optedOut": { icon: IconHandStop, colour: "var(--rk-danger)" },
  "lead.updated": { icon: IconTag, colour: "var(--rk-cold-ink)" },
  "score.changed": { icon: IconFlame, colour: "var(--rk-hot)" },
  "handoff.opened": { icon: IconUserShare, colour: "var(--rk-hot)" },
  "split.taken": { icon: IconArrowsShuffle, colour: "var(--rk-cold-ink)" },
  "goal.reached": { icon: IconFlag, colour: "var(--rk-family-event)" },
  "enrolment.left": { icon: IconDoorExit, colour: "var(--rk-cold-ink)" },
  "enrolment.refused": { icon: IconDoorExit, colour: "var(--rk-warm)" },
};

/** The path in order of time; dashed where what the person does is assumed. */
export const Way = ({ path, definition }: { path: Path; definition: Definition }) => {
  const format = useFormat();
  const now = useNow();
  const words = useEntryWords(definition);
  return (
    <ol className={css["way"]}>
      {path.entries.flatMap((entry, n) => {
        const text = words(entry);
        if (text === undefined) return [];
        const step = entry.what === "step.reached" ? stepOf(definition.steps, entry.step) : undefined;
        const { icon: Icon, colour } = marks[entry.what] ?? (step === undefined ? other : stepIcons[step.kind]);
        return [
          // biome-ignore lint/suspicious/noArrayIndexKey: two things of one moment have nothing else to tell them apart
          <li key={`${n}${entry.at}`} data-assumed={entry.assumed || undefined}>
            <span className={css["mark"]} style={{ color: colour }}>
              <Icon size={14} stroke={1.7} />
            </span>
            <span>
              {text}
              <time dateTime={entry.at}>{format.moment(entry.at, now)}</time>
            </span>
          </li>,
        ];
      })}
    </ol>
  );
};
const other: Mark = { icon: IconBolt, colour: "var(--rk-cold-ink)" };

const useEntryWords = (definition: Definition) => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const signal = useSignalName();
  const words = useWorkflowWords();
  const { data } = useQuery(vocabularyQuery);
  const mail = (id: string | undefined) => say(data?.templates.find((one) => one.id === id)?.name, id ?? "");
  return ({ what, detail = "", step, assumed }: PathEntry): string | undefined => {
    switch (what) {
      case "enrolment.entered":
        return t("way.entered");
      case "mail.sent":
        return t("way.sent", { mail: mail(detail) });
      case "mail.clicked":
        return t("way.clicked", { mail: mail(detail) });
      case "mail.refused":
        return t(timed.includes(detail) ? "way.deferred" : "way.refused", { reason: term("refusal", detail) });
      case "mail.bounced":
        return t("way.bounced");
      case "lead.optedOut":
        return t("way.optedOut");
      case "score.changed": {
        const [id = "", points = ""] = detail.split(" ");
        return t("way.points", { points, signal: signal(id) });
      }
      case "handoff.opened":
        return t("way.handedOff");
      case "split.taken":
        return t("way.arm", { arm: detail });
      case "goal.reached":
        return t("way.goal");
      case "enrolment.left":
        return t("way.left", { reason: term("exit", detail) });
      case "enrolment.refused":
        return t("way.notEntered", { reason: term("refusal", detail) });
      case "step.reached": {
        const found = stepOf(definition.steps, step);
        if (found === undefined || assumed) return undefined;
        return found.kind === "wait" || found.kind === "waitUntil" ? words.step(found) : undefined;
      }
      default:
        return undefined;
    }
  };
};

const stepOf = (steps: Step[], id: string | undefined): Step | undefined => {
  for (const step of steps) {
    if (step.id === id) return step;
    const lists =
      step.kind === "waitUntil"
        ? [step.then ?? [], step.timeout ?? []]
        : step.kind === "branch"
          ? [...step.paths.map((path) => path.steps), step.else ?? []]
          : step.kind === "split"
            ? step.arms.map((arm) => arm.steps ?? [])
            : [];
    for (const list of lists) {
      const found = stepOf(list, id);
      if (found !== undefined) return found;
    }
  }
  return undefined;
};
