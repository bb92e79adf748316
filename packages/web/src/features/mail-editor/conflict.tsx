import { Button } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFailure } from "../../ui/undo.tsx";
import css from "./editor.module.css";
import type { Written } from "./use-mail.ts";

/** Somebody else has changed the draft meanwhile: whose is it to be? Nothing is lost either way until it is said. */
export const Conflict = ({ written }: { written: Written }) => {
  const { t } = useTranslation();
  const tell = useFailure();
  return (
    <div className={css["conflict"]} role="alert">
      <IconUsers size={18} stroke={1.7} aria-hidden="true" />
      <p>
        <b>{t("mailEdit.theirs")}</b> {t("mailEdit.theirsWhy")}
      </p>
      <Button size="xs" variant="default" onClick={() => void written.takeTheirs().catch(tell)}>
        {t("mailEdit.takeTheirs")}
      </Button>
      <Button size="xs" variant="default" onClick={written.keepMine}>
        {t("mailEdit.keepMine")}
      </Button>
    </div>
  );
};
