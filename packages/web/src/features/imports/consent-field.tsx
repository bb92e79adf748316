import { NativeSelect } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Basis, bases } from "../../api/imports.ts";
import { Rich } from "../../ui/rich.tsx";
import css from "./imports.module.css";

/** On what ground these people may be mailed: proposed, and changed by whoever knows better. */
export const ConsentField = ({ value, change }: { value: Basis; change: (basis: Basis) => void }) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const none = value === "none";
  return (
    <div className={css["box"]} data-tone="warm">
      {none ? <IconAlertTriangle /> : <IconShieldCheck />}
      <div>
        <Rich text={none ? t("import.consentNone") : t("import.consentDeals", { basis: t(`basis.${value}`) })} />{" "}
        {open ? (
          <NativeSelect
            mt={6}
            aria-label={t("import.consent")}
            data={bases.map((basis) => ({ value: basis, label: t(`basis.${basis}`) }))}
            value={value}
            onChange={({ currentTarget }) => {
              const basis = bases.find((one) => one === currentTarget.value);
              if (basis !== undefined) change(basis);
            }}
          />
        ) : (
          <button type="button" className={css["link"]} onClick={() => setOpen(true)}>
            {t("import.change")}
          </button>
        )}
      </div>
    </div>
  );
};
