import { Button } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import "@mantine/dropzone/styles.css";
import { IconFileTypeCsv } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import css from "./drop.module.css";

/** Where a file is dropped or chosen, and what should be in it. */
export const Drop = ({ needs, take }: { needs: string; take: (file: File) => void }) => {
  const { t } = useTranslation();
  const open = useRef<() => void>(null);
  return (
    <Dropzone
      openRef={open}
      className={css["drop"] ?? ""}
      multiple={false}
      maxSize={40 * 1_048_576}
      activateOnClick={false}
      inputProps={{ "aria-label": t("import.file") }}
      onDrop={([file]) => file !== undefined && take(file)}
      enablePointerEvents
    >
      <div className={css["inside"]}>
        <IconFileTypeCsv size={40} stroke={1.4} aria-hidden="true" />
        <p className={css["title"]}>{t("import.drop")}</p>
        <Button size="md" onClick={() => open.current?.()}>
          {t("import.choose")}
        </Button>
        <p className={css["needs"]}>{needs}</p>
        <p className={css["small"]}>{t("import.formats")}</p>
      </div>
    </Dropzone>
  );
};
