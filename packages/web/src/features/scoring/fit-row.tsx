import { useTranslation } from "react-i18next";
import type { FitRule } from "../../api/scoring.ts";
import { useFormat } from "../../ui/use-format.ts";
import { same } from "./changes.ts";
import { FitFields, NumberPart } from "./later.tsx";
import { Part } from "./part.tsx";
import { Row, type RowFacts } from "./row.tsx";
import { Sentence, slots } from "./sentence.tsx";
import { useRuleWords } from "./use-rule-words.ts";

/** "Department is one of …: +15 points." What somebody is does not fade. */
export const FitRow = ({
  rule,
  was,
  set,
  ...facts
}: RowFacts & { rule: FitRule; was: FitRule | undefined; set: (rule: FitRule) => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRuleWords();
  const name = words.name(rule);
  return (
    <Row {...facts} name={name} about={words.what(rule)} acts={[]}>
      <Sentence
        text={t("scoring.fitRule", slots("what", "points"))}
        parts={{
          what: (
            <Part
              label={t("scoring.editWhat", { name })}
              was={
                was === undefined || same(was.when, rule.when) || words.name(was) === name ? undefined : words.name(was)
              }
              width={340}
              field={() => <FitFields rule={rule} set={set} />}
            >
              {name}
            </Part>
          ),
          points: (
            <Part
              label={t("scoring.editPoints", { name })}
              was={was === undefined || was.points === rule.points ? undefined : format.signed(was.points)}
              field={() => (
                <NumberPart
                  label={t("scoring.pointsLabel")}
                  value={rule.points}
                  min={-1000}
                  max={1000}
                  change={(points) => points !== undefined && set({ ...rule, points })}
                />
              )}
            >
              {words.points(rule.points)}
            </Part>
          ),
        }}
      />
    </Row>
  );
};
