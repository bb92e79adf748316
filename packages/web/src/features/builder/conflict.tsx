import { Button } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import css from "./strip.module.css";
import type { Document } from "./use-document.ts";

/** Somebody else has changed the draft meanwhile: whose is it to be? Nothing is lost either way until it is said. */
export const Conflict = ({ document: edited }: { document: Document }) => {
  const { t } = useTranslation();
  return (
    <div className={css["conflict"]} role="alert">
      <IconUsers size={18} stroke={1.7} aria-hidden="true" />
      <p>
        <b>{t("builder.theirs")}</b> {t("builder.theirsWhy")}
      </p>
      <Button size="xs" variant="default" onClick={() => void edited.takeTheirs()}>
        {t("builder.takeTheirs")}
      </Button>
      <Button size="xs" variant="default" onClick={edited.keepMine}>
        {t("builder.keepMine")}
      </Button>
    </div>
  );
};
