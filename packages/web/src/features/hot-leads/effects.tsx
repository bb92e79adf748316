import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CallPreview, Effect } from "../../api/calls.ts";
import type { Handoff } from "../../api/handoffs.ts";
import { scoreQuery } from "../../api/leads.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { defaultLines, settingsQuery } from "../../api/workspace.ts";
import { whole } from "../../ui/bands.ts";
import { Ruler } from "../../ui/ruler.tsx";
import { ScoreNumber } from "../../ui/score.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import css from "./effects.module.css";

/** Before and after, and what saving will set in motion. */
export const Effects = ({ handoff, preview }: { handoff: Handoff; preview: CallPreview }) => {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const reps = useQuery(settingsQuery).data?.reps;
  const workflows = useQuery(workflowsQuery).data?.items;
  const format = useFormat();
  const { data: score } = useQuery(scoreQuery(handoff.leadId));
  const lines = score?.lines ?? defaultLines;
  const before = score?.total ?? handoff.score;
  const added = preview.total - before;
  const crossed = (["sales", "insideSales", "warm"] as const).find((line) => preview.crosses.includes(line));
  const word = ({ kind, owner, line, workflow, stage }: Effect) =>
    i18n.exists(`effect.${kind}`)
      ? t(`effect.${kind}`, {
          owner: reps?.find(({ id }) => id === owner)?.name ?? t("call.nextRep"),
          line: line === undefined ? "" : t(`line.${line}Line`),
          workflow: say(workflows?.find(({ id }) => id === workflow)?.name, workflow),
          stage: stage === undefined ? "" : t(`stage.${stage}`),
        })
      : kind;
  const effects = preview.effects.map(word);
  return (
    <div className={css["effects"]} aria-live="polite">
      <p className={css["head"]}>
        <span>{t("call.after")}</span>
        <span className={css["figures"]}>
          {`${format.count(whole(before, lines))} → `}
          <ScoreNumber total={preview.total} lines={lines} size={24} />
          <small>{format.signed(added)}</small>
        </span>
      </p>
      {score !== undefined && (
        <Ruler families={{ fit: score.fit, ...score.families }} lines={lines} added={Math.max(0, added)} />
      )}
      {(crossed !== undefined || effects.length > 0) && (
        <div className={css["list"]} data-line={crossed}>
          {added < 0 ? (
            <IconArrowDownRight size={16} aria-hidden="true" />
          ) : (
            <IconArrowUpRight size={16} aria-hidden="true" />
          )}
          <div>
            <b>
              {crossed === undefined
                ? t("call.does")
                : t("call.crosses", { line: t(`line.${crossed}Line`), points: format.count(lines[crossed]) })}
            </b>
            <ul>
              {effects.map((effect) => (
                <li key={effect}>{effect}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  );
};
