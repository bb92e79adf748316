import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import css from "./settings.module.css";

/** The head and the foot of a mail as a recipient sees them, in the workspace's language, and what the law still misses. */
export const FooterPreview = ({ sender, footer, language }: Pick<Settings, "sender" | "footer" | "language">) => {
  const { t } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => t(key, { ...values, lng: language });
  const missing = [
    sender.name.trim() === "" ? t("changed.sender.name") : "",
    isOpen(footer.company) ? t("changed.footer.company") : "",
    isOpen(footer.postalAddress) ? t("changed.footer.postalAddress") : "",
    footer.contact.trim() === "" || /@rekindle\.example$/.test(footer.contact) ? t("changed.footer.contact") : "",
  ].filter((label) => label !== "");
  return (
    <figure className={css["preview"]}>
      <figcaption>
        {t("settings.previewTitle")}
        <span data-ok={missing.length === 0 || undefined}>
          {missing.length === 0 ? <IconCheck size={14} /> : <IconAlertTriangle size={14} />}
          {missing.length === 0
            ? t("settings.lawWhole")
            : t("settings.lawMissing", { what: missing.join(t("settings.and")) })}
        </span>
      </figcaption>
      <div className={css["mail"]} lang={language}>
        <p className={css["from"]}>
          <b>{sender.name}</b> &lt;{sender.address}&gt;
        </p>
        <p className={css["body"]} aria-hidden="true">
          <i />
          <i />
          <i />
        </p>
        <p>
          {say("mailFoot.sent", { company: footer.company })}
          <br />
          {say("mailFoot.address")}: {footer.postalAddress}
          <br />
          {say("mailFoot.contact")}: {footer.contact}
          <br />
          {say("mailFoot.why")} <u>{say("mailFoot.stop")}</u>
        </p>
      </div>
    </figure>
  );
};

/** What the defaults say is no company and no address. */
const isOpen = (text: string): boolean => text.trim() === "" || /未設定/.test(text);
