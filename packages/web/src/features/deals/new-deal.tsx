import { Button, Modal, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createDeal } from "../../api/deals.ts";
import { explain } from "../../ui/states.tsx";
import css from "./deals.module.css";

/** A deal by hand: whom it is with, and that mail to them rests from now on. */
export const NewDeal = ({ close }: { close: () => void }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [company, setCompany] = useState("");
  const [email, setEmail] = useState("");
  const [amount, setAmount] = useState<number>();
  const act = useMutation({
    mutationFn: () =>
      createDeal({
        stage: "open",
        ...(name.trim() === "" ? {} : { name: name.trim() }),
        ...(company.trim() === "" ? {} : { company: company.trim() }),
        ...(email.trim() === "" ? {} : { leadEmail: email.trim() }),
        ...(amount === undefined ? {} : { amount }),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  const refusal = act.error && explain(act.error, t);
  const whom = company.trim() !== "" || email.trim() !== "";
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("deals.new")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (whom) act.mutate();
        }}
      >
        <TextInput
          label={t("lead.company")}
          data-autofocus
          value={company}
          onChange={({ currentTarget }) => setCompany(currentTarget.value)}
        />
        <TextInput
          label={t("deals.email")}
          type="email"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <TextInput
          label={t("deals.name")}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <NumberInput
          label={t("deals.amountYen")}
          min={0}
          thousandSeparator=","
          hideControls
          onChange={(value) => setAmount(typeof value === "number" ? value : undefined)}
        />
        <p className={css["effect"]}>{t(whom ? "deals.newEffect" : "deals.needsWhom")}</p>
        {refusal !== null && (
          <p className={css["refusal"]} role="alert">
            <b>{refusal.what}</b> {refusal.why}
          </p>
        )}
        <footer className={css["foot"]}>
          <Button variant="default" onClick={close}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" disabled={!whom} loading={act.isPending}>
            {t("deals.open")}
          </Button>
        </footer>
      </form>
    </Modal>
  );
};
