import { Button, Modal, NumberInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Figures, type Goals, measures, ratesQuery, saveGoal } from "../../api/goals.ts";
import { useFailure } from "../../ui/undo.tsx";
import css from "./goal-dialog.module.css";
import { GoalRates } from "./goal-rates.tsx";
import { GoalSigning } from "./goal-signing.tsx";
import { backwards, ratesFrom } from "./work-back.ts";

/** Sets the month's goal from its end: so many wins need so many meetings, and those so many hand-offs. Then both sides agree. */
export const GoalDialog = ({ goals, month, close }: { goals: Goals; month: string; close: () => void }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tell = useFailure();
  const rates = useQuery(ratesQuery);
  const used = ratesFrom(rates.data);
  const [targets, setTargets] = useState<Figures>(goals.goal?.targets ?? { handOffs: 0, meetings: 0, wins: 0 });
  const worked = backwards(targets.wins, used);
  const isNew = goals.goal === undefined || measures.some((one) => goals.goal?.targets[one] !== targets[one]);
  const save = useMutation({
    mutationFn: () => saveGoal(goals.month.month, targets),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["goals"] }),
    onError: tell,
  });
  const differs = worked.handOffs !== targets.handOffs || worked.meetings !== targets.meetings;
  return (
    <Modal
      opened
      onClose={close}
      size={560}
      title={<b>{t("goal.title", { month })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <p className={css["hint"]}>{t("goal.fromTheEnd")}</p>
      <ol className={css["chain"]}>
        {(["wins", "meetings", "handOffs"] as const).map((measure) => (
          <li key={measure}>
            <NumberInput
              label={t(`goal.measure.${measure}`)}
              description={t(`goal.owner.${measure}`)}
              value={targets[measure]}
              min={0}
              max={1_000_000}
              allowDecimal={false}
              suffix={t("goal.unit")}
              onChange={(value) => {
                const n = typeof value === "number" ? value : Number.parseInt(value, 10) || 0;
                setTargets(measure === "wins" ? backwards(n, used) : { ...targets, [measure]: n });
              }}
            />
          </li>
        ))}
      </ol>
      <GoalRates rates={rates.data} used={used} />
      {differs && targets.wins > 0 && (
        <p className={css["differs"]}>
          {t("goal.worked", { handOffs: worked.handOffs, meetings: worked.meetings })}{" "}
          <Button variant="subtle" size="compact-xs" onClick={() => setTargets(worked)}>
            {t("goal.takeWorked")}
          </Button>
        </p>
      )}
      {goals.goal !== undefined && <GoalSigning goals={goals} stale={isNew} />}
      <footer className={css["actions"]}>
        {isNew && goals.goal !== undefined && Object.keys(goals.goal.signed).length > 0 && (
          <p className={css["hint"]}>{t("goal.anew")}</p>
        )}
        <Button variant="default" onClick={close}>
          {t("dialog.close")}
        </Button>
        <Button loading={save.isPending} disabled={!isNew || targets.wins === 0} onClick={() => save.mutate()}>
          {t("goal.save")}
        </Button>
      </footer>
    </Modal>
  );
};
