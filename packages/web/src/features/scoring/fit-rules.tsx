import { useTranslation } from "react-i18next";
import type { Effects } from "../../api/scoring.ts";
import { useFormat } from "../../ui/use-format.ts";
import { laidOut, restored } from "./changes.ts";
import { FitRow } from "./fit-row.tsx";
import { GoneRow, type RowFacts } from "./row.tsx";
import css from "./rules.module.css";
import { stateOf } from "./rules.tsx";
import type { Modelling } from "./use-model.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** The rules for who people are. */
export const FitRules = ({
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
  return (
    <table className={css["rules"]}>
      <caption className={css["unseen"]}>{t("scoring.tab.fit")}</caption>
      <tbody>
        {laidOut(running.fit, model.fit).map(({ id, rule, was }) => {
          const hits = effects?.rules[id];
          const facts: RowFacts = {
            id,
            state: stateOf(rule, was),
            hits: t("scoring.peopleNow", { count: hits?.people ?? 0 }),
            stale,
            remove: () => edit((known) => ({ ...known, fit: known.fit.filter((one) => one.id !== id) })),
            restore: () => edit((known) => ({ ...known, fit: restored(running.fit, known.fit, id) })),
          };
          if (rule === undefined)
            return was === undefined ? null : (
              <GoneRow key={id} {...facts} name={words.name(was)} about={format.signed(was.points)} />
            );
          return (
            <FitRow
              key={id}
              {...facts}
              rule={rule}
              was={was}
              set={(next) => edit((known) => ({ ...known, fit: known.fit.map((one) => (one.id === id ? next : one)) }))}
            />
          );
        })}
      </tbody>
    </table>
  );
};
