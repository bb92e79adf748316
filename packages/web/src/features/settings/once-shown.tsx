import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import css from "./settings.module.css";

/** A secret that nobody can show again. */
export const OnceShown = ({ label, value, close }: { label: string; value: string; close: () => void }) => {
  const { t } = useTranslation();
  return (
    <section className={css["once"]} role="status" aria-label={label}>
      <p>
        <b>{label}</b> {t("settings.onceWhy")}
      </p>
      <code>{value}</code>
      <div className={css["buttons"]}>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {t(copied ? "settings.copied" : "settings.copy")}
            </Button>
          )}
        </CopyButton>
        <Button variant="subtle" onClick={close}>
          {t("settings.kept")}
        </Button>
      </div>
    </section>
  );
};
