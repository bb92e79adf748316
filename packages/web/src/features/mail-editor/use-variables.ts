import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { lawQuery } from "../../api/workspace.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { Piece, Variable } from "./completion.ts";
import { useCheckWords } from "./use-check-words.ts";

const plain = ["name", "company", "email"];
/** What everybody is asked for first, the rest as the server has it: most frequent first. */
const rank = (field: string): number => (plain.includes(field) ? plain.indexOf(field) : plain.length);

/** What a mail may name, with examples and how many leads lack it. */
export const useVariables = (): { variables: Variable[]; pieces: Piece[] } => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useCheckWords();
  const vocabulary = useQuery(vocabularyQuery).data;
  const law = useQuery(lawQuery).data;
  return useMemo(() => {
    const { fields = [], looked = 0 } = vocabulary ?? {};
    const lacking = (people: number) =>
      looked === 0
        ? ""
        : people === looked
          ? t("mailEdit.allHave")
          : t("mailEdit.lacking", { people: format.count(looked - people), count: looked - people });
    const ofLead = fields
      .filter(({ field }) => plain.includes(field) || field.startsWith("attributes."))
      .toSorted((a, b) => rank(a.field) - rank(b.field))
      .map(({ field, values, people }) => ({
        name: `lead.${field}`,
        label: words.variable(`lead.${field}`),
        hint: values.length === 0 ? "" : t("mailEdit.examples", { values: values.slice(0, 3).join(t("words.list")) }),
        about: field === "email" ? t("mailEdit.allHave") : lacking(people),
      }));
    const ofDeal = ["name", "reason", "competitor", "amount", "closedAt"].map((field) => ({
      name: `deal.${field}`,
      label: words.variable(`deal.${field}`),
      hint: "",
      about: t("mailEdit.ofDeal"),
    }));
    const ofUs = [
      { name: "sender.name", value: law?.sender["name"] },
      { name: "footer.company", value: law?.footer["company"] },
      { name: "footer.contact", value: law?.footer["contact"] },
    ].map(({ name, value = "" }) => ({ name, label: words.variable(name), hint: value, about: "" }));
    const pieces: Piece[] = [
      ...ofLead
        .filter(({ name }) => name !== "lead.email")
        .slice(0, 8)
        .map(({ name, label }) => ({
          tag: `{% if ${name} %}${"{{"} ${name} }}{% endif %}`,
          label: t("mailEdit.pieceIf", { label }),
          hint: t("mailEdit.pieceIfWhy"),
        })),
      { tag: "{% else %}", label: t("mailEdit.pieceElse"), hint: "" },
      { tag: "{% endif %}", label: t("mailEdit.pieceEnd"), hint: "" },
    ];
    return { variables: [...ofLead, ...ofDeal, ...ofUs], pieces };
  }, [vocabulary, law, t, format, words]);
};
