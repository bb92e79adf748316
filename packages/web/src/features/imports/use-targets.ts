import { useTranslation } from "react-i18next";
import type { Kind } from "../../api/imports.ts";
import { useTerm } from "../../ui/words.ts";

const ofLeads = [
  "email",
  "name",
  "familyName",
  "givenName",
  "familyReading",
  "givenReading",
  "company",
  "tags",
  "optOut",
  "optIn",
  "metOn",
];
const attributes = ["department", "title", "phone", "mobile", "industry", "reading", "prefecture", "employees"];
const ofDeals = [
  "id",
  "name",
  "company",
  "email",
  "stage",
  "lostReason",
  "competitor",
  "amount",
  "closedAt",
  "modifiedAt",
  "owner",
];

/** What a column may be about, as a list to choose from. */
export const useTargets = (kind: Kind) => {
  const { t } = useTranslation();
  const term = useTerm();
  const leftOut = { value: "-", label: t("import.leftOut") };
  if (kind === "deals")
    return (_header: string) => [...ofDeals.map((value) => ({ value, label: t(`dealTarget.${value}`) })), leftOut];
  return (header: string) => [
    { group: t("import.person"), items: ofLeads.map((value) => ({ value, label: t(`leadTarget.${value}`) })) },
    {
      group: t("import.attributes"),
      items: [
        ...attributes.map((name) => ({ value: `attributes.${name}`, label: term("attribute", name) })),
        ...(attributes.includes(header)
          ? []
          : [{ value: `attributes.${header}`, label: t("import.asAttribute", { header }) }]),
      ],
    },
    { group: t("import.other"), items: [leftOut] },
  ];
};
