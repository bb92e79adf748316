import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import { DaysField } from "./days-field.tsx";
import { HoursField } from "./hours-field.tsx";
import { SectionForm } from "./section-form.tsx";
import css from "./settings.module.css";
import { type Section, useSection } from "./use-section.ts";
import { YearCard } from "./year-card.tsx";

/** When the company works: what due times, business days and send windows are reckoned with. */
export const Calendar = () => {
  const { t } = useTranslation();
  const section = useSection("calendar", ["businessHours"]);
  return (
    <>
      <SectionForm title={t("section.calendar")} text={t("settings.calendarText")} section={section}>
        {(value) => <Fields value={value} section={section} />}
      </SectionForm>
      <YearCard />
    </>
  );
};

const Fields = ({ value: { businessHours }, section }: { value: Settings; section: Section }) => {
  const { t } = useTranslation();
  const { change, fault, readOnly } = section;
  const [day, setDay] = useState("");
  const set = (part: Partial<Settings["businessHours"]>) => change({ businessHours: { ...businessHours, ...part } });
  const { jp, own } = partsOf(businessHours.holidays);
  return (
    <>
      <DaysField
        label={t("changed.businessHours.days")}
        value={businessHours.days}
        change={(days) => set({ days })}
        error={fault("businessHours.days")}
        disabled={readOnly}
      />
      <HoursField
        value={businessHours}
        change={({ from, to }) => set({ from, to })}
        error={fault("businessHours.from") ?? fault("businessHours.to")}
      />
      <Switch
        label={t("settings.japanese")}
        description={t("settings.japaneseWhy")}
        checked={jp}
        onChange={({ currentTarget }) => set({ holidays: holidaysOf(currentTarget.checked, own) })}
      />
      <div>
        <p className={css["label"]}>{t("settings.ownDays")}</p>
        {own.length === 0 && <p className={css["hint"]}>{t("settings.noOwnDays")}</p>}
        <ul className={css["tags"]}>
          {own.map((date) => (
            <li key={date}>
              {date.replaceAll("-", "/")}
              {!readOnly && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t("settings.removeDay", { date: date.replaceAll("-", "/") })}
                  onClick={() =>
                    set({
                      holidays: holidaysOf(
                        jp,
                        own.filter((other) => other !== date),
                      ),
                    })
                  }
                >
                  <IconX size={14} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
        {!readOnly && (
          <div className={css["inline"]}>
            <TextInput
              type="date"
              aria-label={t("settings.ownDay")}
              value={day}
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={day === "" || own.includes(day)}
              onClick={() => {
                set({ holidays: holidaysOf(jp, [...own, day].toSorted()) });
                setDay("");
              }}
            >
              {t("settings.addDay")}
            </Button>
          </div>
        )}
      </div>
    </>
  );
};

const partsOf = (holidays: Settings["businessHours"]["holidays"]): { jp: boolean; own: string[] } =>
  Array.isArray(holidays)
    ? { jp: holidays.includes("jp"), own: holidays.filter((one) => one !== "jp") }
    : { jp: holidays === "jp", own: [] };

const holidaysOf = (jp: boolean, own: string[]): Settings["businessHours"]["holidays"] =>
  own.length === 0 ? (jp ? "jp" : "none") : [...(jp ? ["jp"] : []), ...own];
