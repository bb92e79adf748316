import { useTranslation } from "react-i18next";
import type { Definition } from "../../../api/definition.ts";
import box from "../../../ui/box.module.css";
import { DurationField } from "../../../ui/condition/duration-field.tsx";
import { useTerm } from "../../../ui/words.ts";
import { useStage } from "../stage.ts";
import { ChoiceField, NumberField, TextField } from "./fields.tsx";
import css from "./inspector.module.css";
import type { Put } from "./start-fields.tsx";

const reactions = ["mail.clicked", "form.submitted", "handoff.opened", "deal.opened"];

/** What we believe of whom, and what would show it. */
export const HypothesisFields = ({ put }: { put: Put }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const { definition } = useStage();
  const held = definition.hypothesis ?? {};
  const set = (part: Partial<NonNullable<Definition["hypothesis"]>>, mark: string) =>
    put({ hypothesis: { ...held, ...part } }, `hypothesis ${mark}`);
  return (
    <div className={box["group"]}>
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
