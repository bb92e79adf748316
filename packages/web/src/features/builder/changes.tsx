import { useTranslation } from "react-i18next";
import type { Definition, Step } from "../../api/definition.ts";
import type { VersionReview } from "../../api/versions.ts";
import type { Vocabulary } from "../../api/vocabulary.ts";
import { placeOf } from "./document/places.ts";
import css from "./launch.module.css";
import { useBuilderWords } from "./use-builder-words.ts";

/** What a version changes against the one before, as sentences. */
export const Changes = ({ review, vocabulary }: { review: VersionReview; vocabulary: Vocabulary | undefined }) => {
  const { t } = useTranslation();
  const words = useBuilderWords(vocabulary);
  const { changes, before, after, from } = review;
  if (from === undefined || before === undefined) return <p className={css["small"]}>{t("change.first")}</p>;
  const title = (definition: Definition, id: string): string => {
    const step = placeOf(definition, id)?.step;
    return step === undefined ? id : whole(step);
  };
  const whole = (step: Step) =>
    step.kind === "waitUntil" ? words.step({ ...step, when: words.named(step.when) }) : words.title(step);
  const lines = [
    ...changes.added.map(({ id }) => t("change.added", { step: title(after, id) })),
    ...changes.removed.map(({ id }) => t("change.removed", { step: title(before, id) })),
    ...changes.changed.map(({ id, fields }) => {
      const [was, is] = [title(before, id), title(after, id)];
      return was === is
        ? t("change.inside", {
            step: is,
            fields: fields.map((field) => words.term("changeField", field)).join(t("words.list")),
          })
        : t("change.changed", { was, is });
    }),
    ...changes.moved.map(({ id }) => t("change.moved", { step: title(after, id) })),
    ...changes.frame.map((field) => t("change.frame", { field: words.term("changeField", field) })),
  ];
  return lines.length === 0 ? (
    <p className={css["small"]}>{t("change.none")}</p>
  ) : (
    <ul className={css["changes"]}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
};
