import { NumberInput, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import { DaysField } from "./days-field.tsx";
import { HoursField } from "./hours-field.tsx";
import { RampUp } from "./ramp-up.tsx";
import { SectionForm } from "./section-form.tsx";
import css from "./settings.module.css";
import { type Section, useSection } from "./use-section.ts";

/** How often one person hears from us, and when mail goes: over all workflows. */
export const Sending = () => {
  const { t } = useTranslation();
  const section = useSection("sending", ["frequency", "quietHours", "sendWindow", "rampUp"]);
  return (
    <SectionForm title={t("section.sending")} text={t("settings.sendingText")} section={section}>
      {(value) => (
        <>
          <Caps value={value} section={section} />
          <Quiet value={value} section={section} />
          <Window value={value} section={section} />
          <RampUp value={value} section={section} />
        </>
      )}
    </SectionForm>
  );
};

type Props = { value: Settings; section: Section };

const Caps = ({ value: { frequency }, section: { change, fault } }: Props) => {
  const { t } = useTranslation();
  const cap = (name: "perDay" | "perWeek") => (
    <NumberInput
      label={t(`changed.frequency.${name}`)}
      placeholder={t("settings.noLimit")}
      suffix={t("settings.mailsUnit")}
      min={1}
      allowDecimal={false}
      value={frequency[name] ?? ""}
      error={fault(`frequency.${name}`)}
      onChange={(next) => {
        const { [name]: _, ...rest } = frequency;
        change({ frequency: typeof next === "number" ? { ...rest, [name]: next } : rest });
      }}
    />
  );
  return (
    <div>
      <div className={css["two"]}>
        {cap("perDay")}
        {cap("perWeek")}
      </div>
      <p className={css["hint"]}>{t("settings.capsWhy")}</p>
    </div>
  );
};

const Quiet = ({ value: { quietHours }, section: { change, fault } }: Props) => {
  const { t } = useTranslation();
  return (
    <div className={css["option"]}>
      <Switch
        label={t("changed.quietHours")}
        description={t("settings.quietWhy")}
        checked={quietHours !== undefined}
        onChange={({ currentTarget }) =>
          change({ quietHours: currentTarget.checked ? { from: "21:00", to: "08:00" } : undefined })
        }
      />
      {quietHours !== undefined && (
        <HoursField value={quietHours} change={(hours) => change({ quietHours: hours })} error={fault("quietHours")} />
      )}
    </div>
  );
};

const Window = ({ value: { sendWindow, businessHours }, section: { change, fault, readOnly } }: Props) => {
  const { t } = useTranslation();
  return (
    <div className={css["option"]}>
      <Switch
        label={t("changed.sendWindow")}
        description={t("settings.windowWhy")}
        checked={sendWindow !== undefined}
        onChange={({ currentTarget }) =>
          change({
            sendWindow: currentTarget.checked
              ? { days: businessHours.days, from: businessHours.from, to: businessHours.to, holidays: "skip" }
              : undefined,
          })
        }
      />
      {sendWindow !== undefined && (
        <>
          <DaysField
            label={t("settings.windowDays")}
            value={sendWindow.days}
            change={(days) => change({ sendWindow: { ...sendWindow, days } })}
            error={fault("sendWindow.days")}
            disabled={readOnly}
          />
          <HoursField
            value={sendWindow}
            change={(hours) => change({ sendWindow: { ...sendWindow, ...hours } })}
            error={fault("sendWindow.from") ?? fault("sendWindow.to")}
          />
          <Switch
            label={t("settings.skipHolidays")}
            checked={sendWindow.holidays === "skip"}
            onChange={({ currentTarget }) =>
              change({ sendWindow: { ...sendWindow, holidays: currentTarget.checked ? "skip" : "send" } })
            }
          />
        </>
      )}
    </div>
  );
};
