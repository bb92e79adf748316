import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/use-format.ts";
import { NumberPart } from "./later.tsx";
import { Part } from "./part.tsx";
import { useRuleWords } from "./use-rule-words.ts";

/** What a rule gives, as the part of its sentence that is changed by a press. */
export const PointsPart = ({
  name,
  points,
  was,
  set,
}: {
  name: string;
  points: number;
  was: number | undefined;
  set: (points: number) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Part
      label={t("scoring.editPoints", { name })}
      was={was === undefined || was === points ? undefined : format.signed(was)}
      field={() => (
        <NumberPart
          label={t("scoring.pointsLabel")}
          value={points}
          min={-1000}
          max={1000}
          change={(next) => next !== undefined && set(next)}
        />
      )}
    >
      {useRuleWords().points(points)}
    </Part>
  );
};
