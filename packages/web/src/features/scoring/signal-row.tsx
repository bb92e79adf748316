import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Cap, SignalRule } from "../../api/scoring.ts";
import { useFormat } from "../../ui/use-format.ts";
import { same } from "./changes.ts";
import { NumberPart, WhatField } from "./later.tsx";
import { Part } from "./part.tsx";
import { PointsPart } from "./points-part.tsx";
import { Row, type RowFacts } from "./row.tsx";
import { Sentence, slots } from "./sentence.tsx";
import { shapeOf } from "./shape.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** "Asking for the brochure gives +40 points, at most 80 a week." */
export const SignalRow = ({
  rule,
  was,
  families,
  set,
  ...facts
}: RowFacts & {
  rule: SignalRule;
  was: SignalRule | undefined;
  families: string[];
  set: (rule: SignalRule) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRuleWords();
  const { cap, handOff } = rule;
  const name = words.name(rule);
  const setCap = (next: Cap | undefined) => {
    const { cap: _, ...rest } = rule;
    set(next === undefined ? rest : { ...rest, cap: next });
  };
  const changedWhat =
    was !== undefined &&
    !same([was.label, was.on, was.when, was.family], [rule.label, rule.on, rule.when, rule.family]);
  return (
    <Row
      {...facts}
      name={name}
      about={told.includes(shapeOf(rule).kind) ? words.what(rule) : ""}
      acts={[
        cap === undefined
          ? {
              id: "cap",
              label: t("scoring.addCap"),
              run: () => setCap({ points: Math.abs(rule.points) * 2 || 1, per: "day" }),
            }
          : { id: "cap", label: t("scoring.dropCap"), run: () => setCap(undefined) },
        {
          id: "handOff",
          label: t(handOff ? "scoring.noHandOver" : "scoring.handOver"),
          run: () => {
            const { handOff: _, ...rest } = rule;
            set(handOff ? rest : { ...rest, handOff: true });
          },
        },
      ]}
    >
      <Sentence
        text={t("scoring.rule", slots("what", "points", "cap", "handOff"))}
        parts={{
          what: (
            <Part
              label={t("scoring.editWhat", { name })}
              was={changedWhat && was !== undefined && words.name(was) !== name ? words.name(was) : undefined}
              width={340}
              field={() => <WhatField rule={rule} families={families} set={set} />}
            >
              {name}
            </Part>
          ),
          points: (
            <PointsPart name={name} points={rule.points} was={was?.points} set={(points) => set({ ...rule, points })} />
          ),
          cap: cap !== undefined && (
            <Sentence
              text={t("scoring.cap", slots("per", "most"))}
              parts={{
                per: (
                  <Part
                    label={t("scoring.editPer", { name })}
                    was={
                      was?.cap === undefined || was.cap.per === cap.per ? undefined : t(`scoring.per.${was.cap.per}`)
                    }
                    field={() => (
                      <NativeSelect
                        label={t("scoring.perLabel")}
                        data-autofocus
                        value={cap.per}
                        data={(["day", "week"] as const).map((per) => ({ value: per, label: t(`scoring.per.${per}`) }))}
                        onChange={({ currentTarget }) =>
                          setCap({ ...cap, per: currentTarget.value === "week" ? "week" : "day" })
                        }
                      />
                    )}
                  >
                    {t(`scoring.per.${cap.per}`)}
                  </Part>
                ),
                most: (
                  <Part
                    label={t("scoring.editMost", { name })}
                    was={
                      was?.cap === undefined || was.cap.points === cap.points ? undefined : format.given(was.cap.points)
                    }
                    field={() => (
                      <NumberPart
                        label={t("scoring.mostLabel")}
                        value={cap.points}
                        min={0.1}
                        max={10_000}
                        change={(points) => points !== undefined && points > 0 && setCap({ ...cap, points })}
                      />
                    )}
                  >
                    {t("scoring.most", { points: format.given(cap.points) })}
                  </Part>
                ),
              }}
            />
          ),
          handOff: handOff === true && <b>{t("scoring.atOnce")}</b>,
        }}
      />
    </Row>
  );
};

/** What a name alone does not tell. */
const told = ["page", "otherPage", "form", "otherForm", "free"];
