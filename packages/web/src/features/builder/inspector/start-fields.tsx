import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../../api/definition.ts";
import box from "../../../ui/box.module.css";
import { ConditionField } from "../../../ui/condition/condition-field.tsx";
import { DurationField } from "../../../ui/condition/duration-field.tsx";
import { useSay, useTerm } from "../../../ui/words.ts";
import { useStage } from "../stage.ts";
import { ChoiceField, SuggestField, TextField, withWords } from "./fields.tsx";
import { HypothesisFields } from "./hypothesis-fields.tsx";
import { TriggerFields } from "./trigger-fields.tsx";
import { WindowFields } from "./window-fields.tsx";

/** What stands around the steps: name, hypothesis, who comes in and how, who goes, when mail may go. */
export const StartFields = () => {
  const { definition, change } = useStage();
  const put = (part: Partial<Definition>, mark?: string) =>
    change({ ...definition, ...part }, mark === undefined ? undefined : `start ${mark}`);
  return (
    <>
      <Name put={put} />
      <TriggerFields put={put} />
      <Entry put={put} />
      <Exits put={put} />
      <WindowFields put={put} />
      <HypothesisFields put={put} />
    </>
  );
};

export type Put = (part: Partial<Definition>, mark?: string) => void;

const Name = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const { definition } = useStage();
  const say = useSay();
  const { name } = definition;
  const { ja = "", en = "" } = typeof name === "string" ? { ja: name, en: name } : name;
  return (
    <div className={box["group"]}>
      <TextField
        label={t("start.nameJa")}
        value={ja || (en === "" ? say(name) : "")}
        change={(text) => put({ name: withWords(name, "ja", text) }, "ja")}
      />
      <TextField
        label={t("start.nameEn")}
        value={en}
        change={(text) => put({ name: withWords(name, "en", text) }, "en")}
      />
    </div>
  );
};

const Entry = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const { definition } = useStage();
  const { when, reentry = "never" } = definition.entry ?? {};
  const enter = (entry: NonNullable<Definition["entry"]>, mark?: string) => put({ entry }, mark);
  return (
    <div className={box["group"]}>
      <h3>{t("rules.entry")}</h3>
      <ConditionField
        label={t("start.entry")}
        optional
        value={when}
        change={(next) => enter({ reentry, ...(next === undefined ? {} : { when: next }) }, "entry")}
      />
      <ChoiceField
        label={t("start.reentry")}
        value={typeof reentry === "string" ? reentry : "after"}
        choices={(["never", "after", "always"] as const).map((value) => ({ value, label: t(`reentryWay.${value}`) }))}
        change={(next) =>
          enter({
            ...(when === undefined ? {} : { when }),
            reentry: next === "after" ? { after: "P180D" } : next === "always" ? "always" : "never",
          })
        }
      />
      {typeof reentry === "object" && (
        <DurationField
          label={t("start.apart")}
          value={reentry.after}
          change={(after) => enter({ ...(when === undefined ? {} : { when }), reentry: { after } }, "reentry")}
        />
      )}
    </div>
  );
};

const Exits = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const { definition } = useStage();
  const exits = definition.exits ?? [];
  return (
    <div className={box["group"]}>
      <h3>{t("rules.exits")}</h3>
      <p className={box["join"]}>{t("start.alwaysExits", { what: t("rules.always") })}</p>
      {exits.map((exit, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exits have no names of their own
        <div key={n} className={box["box"]}>
          <div className={box["line"]}>
            <b>{term("exit", exit.reason)}</b>
            <Button size="xs" variant="subtle" color="gray" onClick={() => put({ exits: exits.toSpliced(n, 1) })}>
              {t("cond.remove")}
            </Button>
          </div>
          <ConditionField
            label={t("start.exitWhen")}
            value={exit.when}
            change={(when) => when !== undefined && put({ exits: exits.with(n, { ...exit, when }) }, `exit ${n}`)}
          />
          <SuggestField
            label={t("inspect.reason")}
            value={exit.reason}
            known={["asked-for-demo", "came-back"]}
            change={(reason) => put({ exits: exits.with(n, { ...exit, reason }) }, `reason ${n}`)}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => put({ exits: [...exits, { when: { event: "form.submitted" }, reason: "came-back" }] })}
      >
        {t("start.addExit")}
      </Button>
    </div>
  );
};
