import { Button, Progress } from "@mantine/core";
import { IconRotate } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { replaySome, type Source } from "../../api/sources.ts";
import { useFailure } from "../../ui/undo.tsx";
import css from "./deliveries.module.css";

type Progressed = { through: number; still: number; of: number; over: boolean };

/** Twenty at a time, so that it can be left at any moment: what is not through yet stays among the refused. */
export const ReplayAll = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const tell = useFailure();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progressed>();
  const isRunning = progress !== undefined && !progress.over;
  const run = async () => {
    const of = source.refusals;
    let done = { through: 0, still: 0 };
    try {
      let cursor: string | undefined = "";
      setProgress({ ...done, of, over: false });
      while (cursor !== undefined) {
        const { through, still, next } = await replaySome(source.id, cursor);
        done = { through: done.through + through, still: done.still + still };
        setProgress({ ...done, of: Math.max(of, done.through + done.still), over: next === undefined });
        cursor = next;
      }
    } catch (error) {
      setProgress({ ...done, of, over: true });
      tell(error);
    }
    await queries.invalidateQueries({ queryKey: ["source", source.id] });
  };
  return (
    <div className={css["replay"]}>
      {isRunning && (
        <Progress
          className={css["progress"] ?? ""}
          value={(100 * (progress.through + progress.still)) / Math.max(1, progress.of)}
          aria-label={t("deliveries.running")}
        />
      )}
      {progress !== undefined && (
        <span role="status" className={css["said"]}>
          {t("deliveries.result", { through: progress.through, still: progress.still })}
        </span>
      )}
      <Button variant="default" leftSection={<IconRotate size={16} />} loading={isRunning} onClick={() => void run()}>
        {t("deliveries.replayAll", { count: source.refusals })}
      </Button>
    </div>
  );
};
