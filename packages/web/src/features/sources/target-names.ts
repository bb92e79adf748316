/** What a lead has by itself; everything else is an attribute of the company's own naming. */
export const usualTargets = [
  "email",
  "name",
  "familyName",
  "givenName",
  "company",
  "attributes.department",
  "attributes.title",
  "attributes.phone",
  "attributes.message",
  "tags",
] as const;

/** Attributes that lists and forms often bring; their names are the product's. */
const knownAttributes = [
  "reading",
  "industry",
  "employees",
  "mobile",
  "website",
  "prefecture",
  "address",
  "postalCode",
];

export const targetName = (target: string, t: (key: string) => string): string => {
  const key = target.replace("attributes.", "");
  const isKnown = usualTargets.some((one) => one === target) || target === CONSENT || knownAttributes.includes(key);
  return isKnown ? t(`intakeTarget.${key}`) : key;
};

/** The one target that is no part of the mapping: the field that says yes. */
export const CONSENT = "consent";
