import { useTranslation } from "react-i18next";
import type { Effects, Family } from "../../api/scoring.ts";
import { familyColour, inOrder } from "../../ui/bands.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { laidOut, restored, same } from "./changes.ts";
import { Fading } from "./fading.tsx";
import { NumberPart } from "./later.tsx";
import { Part } from "./part.tsx";
import { GoneRow, type RowFacts } from "./row.tsx";
import css from "./rules.module.css";
import { Sentence, slots } from "./sentence.tsx";
import { SignalRow } from "./signal-row.tsx";
import type { Edit, Modelling } from "./use-model.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** The rules for what people do, by family: what fades alike stands together. */
export const Rules = ({
  state: { running, model, edit },
  effects,
  stale,
}: {
  state: Modelling;
  effects: Effects | undefined;
  stale: boolean;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRuleWords();
  const rules = laidOut(running.signals, model.signals);
  const families = inOrder(Object.keys({ ...running.families, ...model.families }));
  const withRules = families.filter((family) => rules.some(({ rule, was }) => (rule ?? was)?.family === family));
  return (
    <table className={css["rules"]}>
      <caption className={css["unseen"]}>{t("scoring.tab.rules")}</caption>
      {withRules.map((family) => (
        <tbody key={family}>
          <FamilyRow
            family={family}
            is={model.families[family] ?? {}}
            was={running.families[family] ?? {}}
            edit={edit}
          />
          {rules.flatMap(({ id, rule, was }) => {
            const shown = rule ?? was;
            if (shown === undefined || shown.family !== family) return [];
            const hits = effects?.rules[id];
            const facts: RowFacts = {
              id,
              state: stateOf(rule, was),
              hits:
                hits === undefined
                  ? t("scoring.never")
                  : t("scoring.times", { count: hits.times, people: format.count(hits.people) }),
              stale,
              remove: () => edit((known) => ({ ...known, signals: known.signals.filter((one) => one.id !== id) })),
              restore: () => edit((known) => ({ ...known, signals: restored(running.signals, known.signals, id) })),
            };
            return rule === undefined ? (
              <GoneRow key={id} {...facts} name={words.name(shown)} about={format.signed(shown.points)} />
            ) : (
              <SignalRow
                key={id}
                {...facts}
                rule={rule}
                was={was}
                families={families}
                set={(next) =>
                  edit((known) => ({ ...known, signals: known.signals.map((one) => (one.id === id ? next : one)) }))
                }
              />
            );
          })}
        </tbody>
      ))}
    </table>
  );
};

export const stateOf = (rule: unknown, was: unknown): RowFacts["state"] =>
  rule === undefined ? "removed" : was === undefined ? "added" : same(rule, was) ? "same" : "changed";

const FamilyRow = ({ family, is, was, edit }: { family: string; is: Family; was: Family; edit: Edit }) => {
  const { t } = useTranslation();
  const words = useRuleWords();
  const { halfLifeDays: days } = is;
  const changed = days !== was.halfLifeDays;
  const set = (next: number | undefined) =>
    edit((model) => ({
      ...model,
      families: { ...model.families, [family]: next === undefined || next <= 0 ? {} : { halfLifeDays: next } },
    }));
  return (
    <tr className={css["family"]} data-changed={changed || undefined}>
      <th scope="rowgroup" colSpan={4}>
        <span className={css["head"]}>
          <i style={{ background: familyColour(family) }} />
          <span className={css["name"]}>{words.family(family)}</span>
          {changed && <Pill tone="warm">{t("scoring.state.changed")}</Pill>}
          <Fading days={days} colour={familyColour(family)} />
          <span className={css["life"]}>
            <Sentence
              text={t(days === undefined ? "scoring.neverFades" : "scoring.halves", slots("days"))}
              parts={{
                days: (
                  <Part
                    label={t("scoring.editHalfLife", { family: words.family(family) })}
                    was={changed ? words.halfLife(was.halfLifeDays) : undefined}
                    field={() => (
                      <NumberPart
                        label={t("scoring.halfLifeLabel")}
                        description={t("scoring.halfLifeHint")}
                        value={days}
                        min={1}
                        max={3650}
                        change={set}
                      />
                    )}
                  >
                    {words.halfLife(days)}
                  </Part>
                ),
              }}
            />
          </span>
        </span>
      </th>
    </tr>
  );
};
