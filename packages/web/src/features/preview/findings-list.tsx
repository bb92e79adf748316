import { Button } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../api/definition.ts";
import type { PreviewRun } from "../../api/preview.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { type Fix, findingsOf } from "./findings.ts";
import css from "./preview.module.css";

const peak = ({ days, frame }: PreviewRun, key: "sends" | "handOffs"): number =>
  Math.max(0, ...days.map((day, n) => day[key] + (frame.days[n]?.others[key] ?? 0)));

/** What the run has brought to light. A fix is tried first, and shows what it changes; keeping it is the next press. */
export const Findings = ({
  run,
  after,
  definition,
  fix,
  choose,
  keep,
  keeping,
}: {
  run: PreviewRun;
  after: PreviewRun | undefined;
  definition: Definition;
  fix: Fix | undefined;
  choose: (fix: Fix | undefined) => void;
  keep: () => void;
  keeping: boolean;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return findingsOf(run, definition).map(({ id, tone, values, fix: offered }) => {
    const chosen = offered !== undefined && offered === fix;
    const { day, count, over, limit, share } = values;
    return (
      <div key={id} className={css["finding"]} data-tone={tone} data-finding={id}>
        {tone === "danger" ? (
          <IconAlertTriangle size={18} stroke={1.7} aria-hidden="true" />
        ) : (
          <IconInfoCircle size={18} stroke={1.7} aria-hidden="true" />
        )}
        <p>
          {t(`finding.${id}`, {
            day: day === undefined ? "" : format.day(Date.parse(`${day}T03:00:00Z`), now),
            count: count ?? 0,
            over: format.count(over ?? 0),
            limit: format.count(limit ?? 0),
            share: share === undefined ? "" : format.share(share, 1),
          })}
          {chosen && after !== undefined && (
            <>
              <br />
              <b>
                {t("finding.effect", {
                  sends: `${format.count(peak(run, "sends"))} → ${format.count(peak(after, "sends"))}`,
                  handOffs: `${format.count(peak(run, "handOffs"))} → ${format.count(peak(after, "handOffs"))}`,
                })}
              </b>
            </>
          )}
        </p>
        {offered !== undefined && !chosen && (
          <Button size="xs" variant="default" onClick={() => choose(offered)}>
            {t(`fix.${offered}`)}
          </Button>
        )}
        {chosen && (
          <>
            <Button size="xs" variant="default" onClick={() => choose(undefined)}>
              {t("finding.undo")}
            </Button>
            <Button size="xs" loading={keeping || after === undefined} onClick={keep}>
              {t("finding.keep")}
            </Button>
          </>
        )}
      </div>
    );
  });
};
