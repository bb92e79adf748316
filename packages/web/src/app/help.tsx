import { Modal, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setSingleKeys, singleKeys } from "../ui/key-match.ts";
import { Keycap } from "../ui/keycap.tsx";
import { useBindings } from "../ui/keys.tsx";
import css from "./help.module.css";

/** All keys of this page, and the switch that turns single keys off. */
export const Help = ({ opened, close }: { opened: boolean; close: () => void }) => {
  const { t } = useTranslation();
  const [single, setSingle] = useState(singleKeys());
  const bindings = useBindings();
  const withAlt = bindings.some(({ quiet }) => quiet);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("keys.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <dl className={css["keys"]}>
        {bindings
          .filter(({ quiet }) => !quiet)
          .map(({ code, cap, label }) => (
            <div key={code}>
              <dt>
                {cap.split(" ").map((key) => (
                  <Keycap key={key}>{key}</Keycap>
                ))}
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
      </dl>
      {withAlt && <p className={css["alt"]}>{t("keys.alt")}</p>}
      <Switch
        mt="md"
        label={t("keys.single")}
        description={t("keys.singleWhy")}
        checked={single}
        onChange={({ currentTarget }) => {
          setSingle(currentTarget.checked);
          setSingleKeys(currentTarget.checked);
        }}
      />
    </Modal>
  );
};
