import { Checkbox, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import box from "../../../ui/box.module.css";
import { useStage } from "../stage.ts";
import { NumberField } from "./fields.tsx";
import css from "./inspector.module.css";
import type { Put } from "./start-fields.tsx";
import { TimeField } from "./wait-fields.tsx";

const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** When mail may go, and how much of it a day. */
export const WindowFields = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const { definition } = useStage();
  const { window, cap } = definition;
  const without = <Key extends "window" | "cap" | "hypothesis">(key: Key) => {
    const { [key]: _, ...rest } = definition;
    return rest;
  };
  const { change } = useStage();
  return (
    <div className={box["group"]}>
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
