import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import css from "./copied.module.css";

/** A text to be pasted elsewhere. `block`: several lines of code. */
export const Copied = ({ label, text, block = false }: { label: string; text: string; block?: boolean }) => {
  const { t } = useTranslation();
  return (
    <div className={css["copied"]}>
      <span className={css["label"]}>{label}</span>
      <div className={css["line"]}>
        {block ? (
          <textarea readOnly rows={Math.min(9, text.split("\n").length + 2)} aria-label={label} value={text} />
        ) : (
          <code>{text}</code>
        )}
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? "sources.copied" : "sources.copy")}>
              <ActionIcon
                variant="default"
                size={34}
                aria-label={t("sources.copyOf", { what: label })}
                onClick={copy}
                color={copied ? "green" : "gray"}
              >
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
    </div>
  );
};
