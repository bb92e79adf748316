import { Button, Checkbox, Switch } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../../api/workflows.ts";
import { useSay, useTerm } from "../../../ui/words.ts";
import { useStage } from "../stage.ts";
import { ConditionField } from "./condition-field.tsx";
import { ChoiceField, DurationField, NumberField, SuggestField, TextField, withWords } from "./fields.tsx";
import css from "./inspector.module.css";
import { TriggerFields } from "./trigger-fields.tsx";
import { TimeField } from "./wait-fields.tsx";

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
      <Window put={put} />
      <Hypothesis put={put} />
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
    <div className={css["group"]}>
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
    <div className={css["group"]}>
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
    <div className={css["group"]}>
      <h3>{t("rules.exits")}</h3>
      <p className={css["join"]}>{t("start.alwaysExits", { what: t("rules.always") })}</p>
      {exits.map((exit, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exits have no names of their own
        <div key={n} className={css["box"]}>
          <div className={css["line"]}>
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

const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const Window = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const { definition } = useStage();
  const { window, cap } = definition;
  const without = <Key extends "window" | "cap" | "hypothesis">(key: Key) => {
    const { [key]: _, ...rest } = definition;
    return rest;
  };
  const { change } = useStage();
  return (
    <div className={css["group"]}>
      <h3>{t("rules.window")}</h3>
      <Switch
        size="xs"
        label={t("start.onlyThen")}
        checked={window !== undefined}
        onChange={({ currentTarget }) =>
          currentTarget.checked
            ? put({ window: { days: week.slice(0, 5), from: "09:00", to: "18:00", holidays: "skip" } })
            : change(without("window"))
        }
      />
      {window !== undefined && (
        <>
          <Checkbox.Group
            label={t("start.days")}
            value={window.days}
            onChange={(days) =>
              days.length > 0 && put({ window: { ...window, days: week.filter((day) => days.includes(day)) } })
            }
          >
            <div className={css["fixes"]}>
              {week.map((day) => (
                <Checkbox key={day} size="xs" value={day} label={t(`weekday.${day}`)} />
              ))}
            </div>
          </Checkbox.Group>
          <div className={css["pair"]}>
            <TimeField
              label={t("start.from")}
              value={window.from}
              change={(from) => put({ window: { ...window, from } }, "from")}
            />
            <TimeField
              label={t("start.to")}
              value={window.to}
              change={(to) => put({ window: { ...window, to } }, "to")}
            />
          </div>
          <Switch
            size="xs"
            label={t("start.holidays")}
            checked={window.holidays === "send"}
            onChange={({ currentTarget }) =>
              put({ window: { ...window, holidays: currentTarget.checked ? "send" : "skip" } })
            }
          />
        </>
      )}
      <NumberField
        label={t("start.cap")}
        min={1}
        value={cap?.perDay}
        change={(perDay) => (perDay === undefined ? change(without("cap")) : put({ cap: { perDay } }, "cap"))}
      />
    </div>
  );
};

const reactions = ["mail.clicked", "form.submitted", "handoff.opened", "deal.opened"];

const Hypothesis = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const { definition } = useStage();
  const held = definition.hypothesis ?? {};
  const set = (part: Partial<NonNullable<Definition["hypothesis"]>>, mark: string) =>
    put({ hypothesis: { ...held, ...part } }, `hypothesis ${mark}`);
  return (
    <div className={css["group"]}>
      <h3>{t("workflow.hypothesis")}</h3>
      <TextField label={t("start.whom")} value={held.whom ?? ""} change={(whom) => set({ whom }, "whom")} />
      <TextField label={t("start.belief")} value={held.belief ?? ""} change={(belief) => set({ belief }, "belief")} />
      <ChoiceField
        label={t("start.reaction")}
        value={held.reaction ?? "mail.clicked"}
        choices={[...new Set([...reactions, ...(held.reaction === undefined ? [] : [held.reaction])])].map((value) => ({
          value,
          label: term("reaction", value),
        }))}
        change={(reaction) => set({ reaction }, "reaction")}
      />
      <div className={css["pair"]}>
        <NumberField
          label={t("start.share")}
          min={0}
          max={100}
          suffix="%"
          value={held.share === undefined ? undefined : Math.round(held.share * 100)}
          change={(share) => set({ share: Math.min(1, Math.max(0, (share ?? 0) / 100)) }, "share")}
        />
        <DurationField
          label={t("start.within")}
          value={held.within ?? ""}
          change={(within) => {
            const { within: _, ...rest } = held;
            put({ hypothesis: within === "" ? rest : { ...rest, within } }, "hypothesis within");
          }}
        />
      </div>
    </div>
  );
};
