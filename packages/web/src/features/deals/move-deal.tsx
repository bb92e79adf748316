import { Button, Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeDeal, type Deal, type LostReason, lostReasons, type NewDeal } from "../../api/deals.ts";
import { explain } from "../../ui/states.tsx";
import { useTerm } from "../../ui/words.ts";
import css from "./deals.module.css";

/** Won, lost with a reason, or open again; each says what follows. */
export const MoveDeal = ({ deal }: { deal: Deal }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const queries = useQueryClient();
  const [reason, setReason] = useState<LostReason | null>(deal.lostReason ?? null);
  const act = useMutation({
    mutationFn: (change: Partial<NewDeal>) => changeDeal(deal.id, change),
    onSuccess: () => queries.invalidateQueries(),
  });
  const refusal = act.error && explain(act.error, t);
  return (
    <section className={css["acts"]}>
      <h3>{t("deals.move")}</h3>
      <div className={css["row"]}>
        {deal.state !== "won" && (
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ stage: "won" })}>
            {t("deals.win")}
          </Button>
        )}
        {deal.state !== "open" && (
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ stage: "open" })}>
            {t("deals.reopen")}
          </Button>
        )}
      </div>
      <div className={css["row"]}>
        <Select
          flex={1}
          aria-label={t("deals.reason")}
          placeholder={t("deals.chooseReason")}
          data={lostReasons.map((value) => ({ value, label: term("lost", value) }))}
          value={reason}
          onChange={(value) => setReason(lostReasons.find((one) => one === value) ?? null)}
        />
        <Button
          variant="default"
          disabled={reason === null || (deal.state === "lost" && reason === deal.lostReason)}
          loading={act.isPending}
          onClick={() => reason !== null && act.mutate({ stage: "lost", lostReason: reason })}
        >
          {t(deal.state === "lost" ? "deals.changeReason" : "deals.lose")}
        </Button>
      </div>
      <p className={css["effect"]}>{t(`dealEffect.${deal.state}`)}</p>
      {refusal !== null && (
        <p className={css["refusal"]} role="alert">
          <b>{refusal.what}</b> {refusal.why}
        </p>
      )}
    </section>
  );
};
