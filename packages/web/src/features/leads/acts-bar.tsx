import { Button } from "@mantine/core";
import { IconMailOff, IconRoute, IconTag, IconUserCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/use-format.ts";
import css from "./acts-bar.module.css";
import type { Chosen } from "./use-selection.ts";

export const actKinds = ["enrol", "tag", "owner", "optOut"] as const;
export type ActKind = (typeof actKinds)[number];
const icons = { enrol: IconRoute, tag: IconTag, owner: IconUserCheck, optOut: IconMailOff } as const;

/** Who is chosen, and what can be done with them together. */
export const ActsBar = ({
  chosen,
  hasMore,
  shown,
  choose,
}: {
  chosen: Chosen;
  hasMore: boolean;
  shown: number;
  choose: (act: ActKind) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={css["bar"]} role="toolbar" aria-label={t("leads.acts")}>
      <b>
        {chosen.everyone
          ? hasMore
            ? t("leads.everyoneChosen")
            : t("leads.chosen", { count: shown, figure: format.count(shown) })
          : t("leads.chosen", { count: chosen.count, figure: format.count(chosen.count) })}
      </b>
      {!chosen.everyone && chosen.allShown && hasMore && (
        <Button variant="subtle" size="xs" onClick={chosen.chooseEveryone}>
          {t("leads.chooseEveryone")}
        </Button>
      )}
      <span className={css["gap"]} />
      {actKinds.map((kind) => {
        const Icon = icons[kind];
        return (
          <Button key={kind} variant="default" size="xs" leftSection={<Icon size={15} />} onClick={() => choose(kind)}>
            {t(`bulkAct.${kind}`)}
          </Button>
        );
      })}
      <Button variant="subtle" color="gray" size="xs" leftSection={<IconX size={15} />} onClick={chosen.clear}>
        {t("leads.clear")}
      </Button>
    </div>
  );
};
