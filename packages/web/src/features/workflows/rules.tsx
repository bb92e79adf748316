import { useTranslation } from "react-i18next";
import type { Definition } from "../../api/definition.ts";
import { useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import css from "./rules.module.css";

/** Whom it takes, whom it lets go, when it may send. */
export const Rules = ({ definition: { triggers = [], entry, exits = [], window } }: { definition: Definition }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const words = useWorkflowWords();
  return (
    <dl className={css["rules"]}>
      <dt>{t("rules.triggers")}</dt>
      <dd>{triggers.length === 0 ? t("rules.noTrigger") : triggers.map(words.trigger).join(" / ")}</dd>
      <dt>{t("rules.entry")}</dt>
      <dd>
        {[
          entry?.when === undefined ? t("rules.everyone") : words.condition(entry.when),
          words.reentry(entry ?? {}),
        ].join(t("words.list"))}
      </dd>
      <dt>{t("rules.exits")}</dt>
      <dd>
        {[
          ...exits.map(({ when, reason }) =>
            t("rules.exit", { when: words.condition(when), reason: term("exit", reason) }),
          ),
          t("rules.always"),
        ].join(t("words.list"))}
      </dd>
      <dt>{t("rules.window")}</dt>
      <dd>
        {window === undefined
          ? t("rules.anyTime")
          : t("rules.hours", {
              days: window.days.map((day) => t(`weekday.${day}`)).join(t("words.list")),
              from: window.from,
              to: window.to,
              holidays: t(window.holidays === "send" ? "rules.onHolidays" : "rules.noHolidays"),
            })}
      </dd>
    </dl>
  );
};
