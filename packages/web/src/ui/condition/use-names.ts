import { useTranslation } from "react-i18next";
import { useTerm } from "../words.ts";

/** Fields and events as people call them. */
export const useNames = () => {
  const { t, i18n } = useTranslation();
  const term = useTerm();
  return {
    field: (name: string): string => {
      const [group = "", ...rest] = name.split(".");
      const own = rest.join(".");
      if (own === "") return term("field", name);
      if (group === "families") return t("cond.familyField", { name: term("family", own) });
      if (group === "attributes") return term("attribute", own);
      return term(`field_${group}`, own);
    },
    event: (name: string): string => (i18n.exists(`did.${name}`) ? t(`did.${name}`) : term("signal", name)),
  };
};
