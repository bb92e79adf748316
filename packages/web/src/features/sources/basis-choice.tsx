import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Basis, bases } from "../../api/sources.ts";
import css from "./new-source.module.css";

/** On what ground those who come in may get mail, and what each ground means. */
export const BasisChoice = ({ basis, change }: { basis: Basis; change: (basis: Basis) => void }) => {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t("sources.basis")}
      description={t("sources.basisHint")}
      value={basis}
      onChange={(value) => {
        const found = bases.find((one) => one === value);
        if (found !== undefined) change(found);
      }}
    >
      <div className={css["bases"]}>
        {bases.map((one) => (
          <Radio key={one} value={one} label={t(`basis.${one}`)} description={t(`intakeBasis.${one}`)} />
        ))}
      </div>
    </Radio.Group>
  );
};
