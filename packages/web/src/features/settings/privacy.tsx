import { NumberInput, Switch } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { SectionForm } from "./section-form.tsx";
import css from "./settings.module.css";
import { type Section, useSection } from "./use-section.ts";

/** What is counted of recipients, and how long what is kept. */
export const Privacy = () => {
  const { t } = useTranslation();
  const may = useMay();
  const counted = useSection("tracking", ["tracking", "trackOpens"]);
  const kept = useSection("retention", ["retention"]);
  return (
    <>
      <SectionForm title={t("settings.trackingTitle")} text={t("settings.trackingText")} section={counted}>
        {({ tracking, trackOpens }) => (
          <>
            <Switch
              label={t("changed.tracking")}
              description={t("settings.trackingWhy")}
              checked={tracking}
              onChange={({ currentTarget }) => counted.change({ tracking: currentTarget.checked })}
            />
            <Switch
              label={t("changed.trackOpens")}
              description={t("settings.opensWhy")}
              checked={tracking && trackOpens}
              disabled={!tracking}
              onChange={({ currentTarget }) => counted.change({ trackOpens: currentTarget.checked })}
            />
            {!tracking && <p className={css["note"]}>{t("settings.noTracking")}</p>}
          </>
        )}
      </SectionForm>
      <Card title={t("settings.consentTitle")}>
        <p className={css["text"]}>{t("settings.consentText")}</p>
        {may("marketer") && <Link to="/sources">{t("settings.toSources")}</Link>}
      </Card>
      <SectionForm title={t("settings.retentionTitle")} text={t("settings.retentionText")} section={kept}>
        {(value) => <Kept value={value} section={kept} />}
      </SectionForm>
    </>
  );
};

const Kept = ({ value: { retention }, section: { change, fault } }: { value: Settings; section: Section }) => {
  const { t } = useTranslation();
  const { auditDays, ...payloads } = retention;
  return (
    <>
      <div className={css["two"]}>
        <NumberInput
          label={t("changed.retention.payloadDays")}
          description={t("settings.payloadDaysWhy")}
          suffix={t("settings.daysUnit")}
          min={7}
          max={400}
          allowDecimal={false}
          value={retention.payloadDays}
          error={fault("retention.payloadDays")}
          onChange={(next) => change({ retention: { ...retention, payloadDays: typeof next === "number" ? next : 0 } })}
        />
        <NumberInput
          label={t("changed.retention.auditDays")}
          description={t("settings.auditDaysWhy")}
          placeholder={t("settings.forEver")}
          suffix={t("settings.daysUnit")}
          min={365}
          max={3660}
          allowDecimal={false}
          value={auditDays ?? ""}
          error={fault("retention.auditDays")}
          onChange={(next) =>
            change({ retention: typeof next === "number" ? { ...payloads, auditDays: next } : payloads })
          }
        />
      </div>
      <p className={css["hint"]}>{t("settings.leadsKept")}</p>
    </>
  );
};
