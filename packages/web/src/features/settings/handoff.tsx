import { NumberInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import { Reps } from "./reps.tsx";
import { SectionForm } from "./section-form.tsx";
import css from "./settings.module.css";
import { type Section, useSection } from "./use-section.ts";

/** By when inside sales answers, what happens when nobody does, and who there is to answer. */
export const Handoff = () => {
  const { t } = useTranslation();
  const due = useSection("handoff", ["slaHours", "escalationHours"]);
  const reps = useSection("reps", ["reps"]);
  return (
    <>
      <SectionForm title={t("section.handoff")} text={t("settings.handoffText")} section={due}>
        {(value) => <Due value={value} section={due} />}
      </SectionForm>
      <SectionForm title={t("settings.repsTitle")} text={t("settings.repsText")} section={reps}>
        {(value) => <Reps value={value.reps} section={reps} />}
      </SectionForm>
    </>
  );
};

const Due = ({ value, section }: { value: Settings; section: Section }) => {
  const { t } = useTranslation();
  const { change, fault } = section;
  const hours = (name: "slaHours" | "escalationHours") => (
    <NumberInput
      label={t(`changed.${name}`)}
      description={t(`settings.${name}Why`)}
      suffix={t("settings.hoursUnit")}
      min={0.25}
      step={name === "slaHours" ? 1 : 0.25}
      decimalScale={2}
      value={value[name]}
      error={fault(name)}
      onChange={(next) => change({ [name]: typeof next === "number" ? next : 0 })}
    />
  );
  const manager = value.reps.find((rep) => rep.manager)?.name;
  return (
    <>
      <div className={css["two"]}>
        {hours("slaHours")}
        {hours("escalationHours")}
      </div>
      <ol className={css["steps"]}>
        <li>{t("settings.escalate.first", { hours: value.slaHours })}</li>
        <li>{t("settings.escalate.next", { hours: value.escalationHours })}</li>
        <li>
          {manager === undefined
            ? t("settings.escalate.nobody")
            : t("settings.escalate.manager", { hours: value.escalationHours, name: manager })}
        </li>
      </ol>
      <p className={css["hint"]}>
        {t("settings.linesElsewhere")} <Link to="/scoring">{t("settings.toLines")}</Link>
      </p>
    </>
  );
};
