import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Goals, type Side, sides, signGoal } from "../../api/goals.ts";
import { useMay } from "../../ui/may.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./goal-dialog.module.css";

/** Both departments agree, each for itself. `stale`: the targets in the fields are not those that are agreed to. */
export const GoalSigning = ({ goals: { month, goal }, stale }: { goals: Goals; stale: boolean }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const queries = useQueryClient();
  const sign = useMutation({
    mutationFn: ({ side, signed }: { side: Side; signed: boolean }) => signGoal(month.month, side, signed),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["goals"] }),
    onError: useFailure(),
  });
  return (
    <section className={css["signing"]}>
      <h3>{t("goal.signOff")}</h3>
      <ul>
        {sides.map((side) => {
          const known = goal?.signed[side];
          const mine = may(side === "marketing" ? "marketer" : "insideSales");
          return (
            <li key={side}>
              <b>{t(`goal.side.${side}`)}</b>
              <span data-signed={known !== undefined || undefined}>
                {known === undefined ? (
                  t("goal.notYet")
                ) : (
                  <>
                    <IconCheck size={15} stroke={1.9} aria-hidden="true" />
                    {known.by === undefined
                      ? t("goal.signedAt", { day: format.day(known.at, now) })
                      : t("goal.signedBy", { day: format.day(known.at, now), name: known.by })}
                  </>
                )}
              </span>
              {mine ? (
                <Button
                  size="xs"
                  variant="default"
                  disabled={stale}
                  loading={sign.isPending && sign.variables.side === side}
                  onClick={() => sign.mutate({ side, signed: known === undefined })}
                >
                  {t(known === undefined ? "goal.agree" : "goal.takeBack")}
                </Button>
              ) : (
                <small>{t("goal.theirs")}</small>
              )}
            </li>
          );
        })}
      </ul>
      {stale && <p className={css["hint"]}>{t("goal.saveFirst")}</p>}
    </section>
  );
};
