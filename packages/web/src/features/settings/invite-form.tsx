import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invite } from "../../api/people.ts";
import type { Rep } from "../../api/settings.ts";
import { type Role, roles } from "../../api/workspace.ts";
import { Problem } from "../../api.ts";
import { Card } from "../../ui/card.tsx";
import { explain } from "../../ui/states.tsx";
import css from "./settings.module.css";

/** Lets an address sign in. Nothing is sent to it: whoever invites tells them the way. */
export const InviteForm = ({ reps, done }: { reps: Rep[]; done: () => Promise<unknown> }) => {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const [role, setRole] = useState<Role>("insideSales");
  const [rep, setRep] = useState("");
  const act = useMutation({
    mutationFn: () => invite({ address: address.trim(), role, ...(rep === "" ? {} : { rep }) }),
    onSuccess: () => {
      setAddress("");
      setRep("");
      return done();
    },
  });
  const faulty = act.error instanceof Problem && act.error.status === 422;
  return (
    <Card title={t("settings.inviteTitle")}>
      <p className={css["text"]}>{t("settings.inviteText", { url: location.origin })}</p>
      <form
        className={css["invite"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (address.trim() !== "") act.mutate();
        }}
      >
        <TextInput
          label={t("settings.address")}
          type="email"
          value={address}
          error={faulty ? t("settings.noAddress") : undefined}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
        <NativeSelect
          label={t("settings.role")}
          value={role}
          data={roles.map((value) => ({ value, label: t(`who.${value}`) }))}
          onChange={({ currentTarget }) => setRole(roles.find((one) => one === currentTarget.value) ?? "insideSales")}
        />
        <NativeSelect
          label={t("settings.rep")}
          value={rep}
          data={[
            { value: "", label: t("settings.byAddress") },
            ...reps.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget }) => setRep(currentTarget.value)}
        />
        <Button type="submit" disabled={address.trim() === ""} loading={act.isPending}>
          {t("settings.invite")}
        </Button>
      </form>
      {act.error !== null && !faulty && (
        <p role="alert" className={css["refused"]}>
          {explain(act.error, t).why}
        </p>
      )}
      {act.isSuccess && (
        <p role="status" className={css["note"]}>
          {t("settings.inviteDone", { name: act.data.address ?? "", url: location.origin })}
        </p>
      )}
    </Card>
  );
};
