import { Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import { useNow } from "../../ui/use-format.ts";
import { dateIn } from "./audit-days.ts";
import css from "./settings.module.css";
import type { Section } from "./use-section.ts";
import { useZone } from "./use-zone.ts";

/** Practice for a domain that nobody knows yet: about twice as many each few days. */
const usual = [50, 100, 200, 400, 800, 1500, 3000, 5000];

/** Few mails on the first days of a new domain, so that mailboxes learn to trust it. */
export const RampUp = ({ value: { rampUp }, section: { change, fault } }: { value: Settings; section: Section }) => {
  const { t } = useTranslation();
  const zone = useZone();
  const now = useNow();
  const [typed, setTyped] = useState<string>();
  return (
    <div className={css["option"]}>
      <Switch
        label={t("changed.rampUp")}
        description={t("settings.rampUpWhy")}
        checked={rampUp !== undefined}
        onChange={({ currentTarget }) => {
          setTyped(undefined);
          change({ rampUp: currentTarget.checked ? { startedAt: dateIn(zone, now), perDay: usual } : undefined });
        }}
      />
      {rampUp !== undefined && (
        <div className={css["two"]}>
          <TextInput
            type="date"
            label={t("settings.rampUpFrom")}
            value={rampUp.startedAt}
            error={fault("rampUp.startedAt")}
            onChange={({ currentTarget }) => change({ rampUp: { ...rampUp, startedAt: currentTarget.value } })}
          />
          <TextInput
            label={t("settings.rampUpDays")}
            description={t("settings.rampUpDaysWhy")}
            inputMode="numeric"
            value={typed ?? rampUp.perDay.join(", ")}
            error={fault("rampUp.perDay")}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              change({ rampUp: { ...rampUp, perDay: numbersIn(currentTarget.value) } });
            }}
          />
        </div>
      )}
    </div>
  );
};

/** `50, 100、200` → numbers; what is none is 0, which the server refuses at the field. */
const numbersIn = (text: string): number[] =>
  text
    .normalize("NFKC")
    .split(/[,、\s]+/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : 0));
