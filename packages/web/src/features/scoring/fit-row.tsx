import { useTranslation } from "react-i18next";
import type { FitRule } from "../../api/scoring.ts";
import { same } from "./changes.ts";
import { FitFields } from "./later.tsx";
import { Part } from "./part.tsx";
import { PointsPart } from "./points-part.tsx";
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
            <PointsPart name={name} points={rule.points} was={was?.points} set={(points) => set({ ...rule, points })} />
          ),
        }}
      />
    </Row>
  );
};
