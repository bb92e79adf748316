import { Button } from "@mantine/core";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Rep } from "../../api/settings.ts";
import { Empty } from "../../ui/states.tsx";
import { RepRow } from "./rep-row.tsx";
import css from "./settings.module.css";
import type { Section } from "./use-section.ts";

/** Who answers hand-offs, how many a day, who decides in the end, and who is away when. */
export const Reps = ({ value, section }: { value: Rep[]; section: Section }) => {
  const { t } = useTranslation();
  const { change, fault, readOnly } = section;
  const set = (reps: Rep[]) => change({ reps });
  const add = () =>
    set([...value, { id: `rep-${crypto.randomUUID().slice(0, 8)}`, name: "", capacityPerDay: 15, manager: false }]);
  return (
    <>
      {value.length === 0 && (
        <Empty icon={<IconUsers />} title={t("settings.noReps")}>
          {t("settings.noRepsWhy")}
        </Empty>
      )}
      <ul className={css["reps"]}>
        {value.map((rep, index) => (
          <RepRow
            key={rep.id}
            rep={rep}
            readOnly={readOnly}
            fault={(name) => fault(`reps.${index}.${name}`)}
            change={(next) => set(value.with(index, next))}
            remove={() => set(value.filter(({ id }) => id !== rep.id))}
          />
        ))}
      </ul>
      {!readOnly && (
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
          {t("settings.addRep")}
        </Button>
      )}
      {value.length > 0 && (
        <p className={css["hint"]}>
          {t("settings.capacityWhole", {
            count: value.filter(({ manager }) => !manager).reduce((sum, { capacityPerDay }) => sum + capacityPerDay, 0),
          })}
        </p>
      )}
    </>
  );
};
