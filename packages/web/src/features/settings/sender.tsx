import { NativeSelect, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import type { Language } from "../../api/workspace.ts";
import { FooterPreview } from "./footer-preview.tsx";
import { SectionForm } from "./section-form.tsx";
import { SendingState } from "./sending-state.tsx";
import css from "./settings.module.css";
import { type Section, useSection } from "./use-section.ts";

const zones = Intl.supportedValuesOf("timeZone");

/** Who mails come from, and what the law wants shown in each: with the foot of a mail as a recipient sees it. */
export const Sender = () => {
  const { t } = useTranslation();
  const section = useSection("sender", ["sender", "footer", "language", "timeZone"]);
  return (
    <>
      <SectionForm title={t("section.sender")} text={t("settings.senderText")} section={section}>
        {(value) => <Fields value={value} section={section} />}
      </SectionForm>
      <SendingState />
    </>
  );
};

const Fields = ({ value, section }: { value: Settings; section: Section }) => {
  const { t } = useTranslation();
  const { change, fault } = section;
  const { sender, footer, language, timeZone } = value;
  const text = (path: string, label: string, now: string, set: (text: string) => void, more: object = {}) => (
    <TextInput
      label={label}
      value={now}
      error={fault(path)}
      onChange={({ currentTarget }) => set(currentTarget.value)}
      {...more}
    />
  );
  return (
    <>
      <div className={css["two"]}>
        {text("sender.name", t("changed.sender.name"), sender.name, (name) => change({ sender: { ...sender, name } }))}
        {text(
          "sender.address",
          t("changed.sender.address"),
          sender.address,
          (address) => change({ sender: { ...sender, address } }),
          { type: "email", inputMode: "email" },
        )}
      </div>
      {text(
        "footer.company",
        t("changed.footer.company"),
        footer.company,
        (company) => change({ footer: { ...footer, company } }),
        { description: t("settings.lawCompany") },
      )}
      {text(
        "footer.postalAddress",
        t("changed.footer.postalAddress"),
        footer.postalAddress,
        (postalAddress) => change({ footer: { ...footer, postalAddress } }),
        { description: t("settings.lawAddress") },
      )}
      {text(
        "footer.contact",
        t("changed.footer.contact"),
        footer.contact,
        (contact) => change({ footer: { ...footer, contact } }),
        { description: t("settings.lawContact") },
      )}
      <div className={css["two"]}>
        <NativeSelect
          label={t("changed.language")}
          description={t("settings.languageWhy")}
          value={language}
          data={[
            { value: "ja", label: "日本語" },
            { value: "en", label: "English" },
          ]}
          onChange={({ currentTarget }) => change({ language: toLanguage(currentTarget.value) })}
        />
        <Select
          label={t("changed.timeZone")}
          description={t("settings.timeZoneWhy")}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t("settings.noZone")}
          limit={60}
          value={timeZone}
          data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
          error={fault("timeZone")}
          onChange={(zone) => zone !== null && change({ timeZone: zone })}
        />
      </div>
      <FooterPreview sender={sender} footer={footer} language={language} />
    </>
  );
};

const toLanguage = (text: string): Language => (text === "en" ? "en" : "ja");
