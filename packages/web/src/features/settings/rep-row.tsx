import { ActionIcon, Button, NumberInput, Switch, TextInput } from "@mantine/core";
import { IconPlane, IconTrash, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Away, Rep } from "../../api/settings.ts";
import css from "./settings.module.css";

type Props = {
  rep: Rep;
  readOnly: boolean;
  fault: (name: string) => string | undefined;
  change: (rep: Rep) => void;
  remove: () => void;
};

export const RepRow = ({ rep, readOnly, fault, change, remove }: Props) => {
  const { t } = useTranslation();
  const away = rep.away ?? [];
  const setAway = (next: Away[]) => {
    const { away: _, ...rest } = rep;
    change(next.length === 0 ? rest : { ...rest, away: next });
  };
  return (
    <li className={css["rep"]}>
      <TextInput
        label={t("settings.repName")}
        value={rep.name}
        error={fault("name")}
        onChange={({ currentTarget }) => change({ ...rep, name: currentTarget.value })}
      />
      <TextInput
        label={t("settings.repEmail")}
        type="email"
        value={rep.email ?? ""}
        error={fault("email")}
        onChange={({ currentTarget: { value } }) => {
          const { email: _, ...rest } = rep;
          change(value === "" ? rest : { ...rest, email: value });
        }}
      />
      <NumberInput
        label={t("settings.repCapacity")}
        min={0}
        max={999}
        allowDecimal={false}
        value={rep.capacityPerDay}
        error={fault("capacityPerDay")}
        onChange={(next) => change({ ...rep, capacityPerDay: typeof next === "number" ? next : 0 })}
      />
      <Switch
        className={css["manager"] ?? ""}
        label={t("settings.repManager")}
        checked={rep.manager}
        onChange={({ currentTarget }) => change({ ...rep, manager: currentTarget.checked })}
      />
      {!readOnly && (
        <div className={css["repActs"]}>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlane size={14} />}
            onClick={() => setAway([...away, { from: "", to: "" }])}
          >
            {t("settings.addAway")}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("settings.removeRep", { name: rep.name })}
            onClick={remove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      )}
      {away.map((days, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two absences may be the same
        <div key={index} className={css["away"]}>
          <TextInput
            type="date"
            label={t("settings.awayFrom")}
            value={days.from}
            error={fault(`away.${index}`)}
            onChange={({ currentTarget: { value } }) =>
              setAway(away.with(index, { from: value, to: latest(value, days.to) }))
            }
          />
          <TextInput
            type="date"
            label={t("settings.awayTo")}
            value={days.to}
            min={days.from}
            onChange={({ currentTarget }) => setAway(away.with(index, { ...days, to: currentTarget.value }))}
          />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("settings.removeAway")}
              onClick={() => setAway(away.toSpliced(index, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
    </li>
  );
};

/** Of two days, as they are written. */
const latest = (...days: string[]): string => days.toSorted().at(-1) ?? "";
