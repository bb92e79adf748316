import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FitRule, Model } from "../../api/scoring.ts";
import { useLanguage } from "../../ui/words.ts";
import { AddDialog, freeId } from "./add-dialog.tsx";
import { FitField } from "./fit-field.tsx";
import { type FitShape, fitWhenOf } from "./shape.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** A new rule for who people are. */
export const AddFit = ({ model, close, add }: { model: Model; close: () => void; add: (rule: FitRule) => void }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useRuleWords();
  const [shape, setShape] = useState<FitShape>({ kind: "in", field: "attributes.department", values: [] });
  const [points, setPoints] = useState(5);
  const ready = shape.kind === "from" || shape.kind === "free" || shape.values.length > 0;
  const save = () => {
    if (!ready) return;
    const rule = { id: freeId(model.fit, "fit"), when: fitWhenOf(shape), points };
    add({ ...rule, label: { [language]: words.what(rule) } });
  };
  return (
    <AddDialog close={close} save={save} ready={ready}>
      <FitField shape={shape} write={setShape} />
      <NumberInput
        label={t("scoring.pointsLabel")}
        value={points}
        onChange={(next) => typeof next === "number" && setPoints(next)}
      />
    </AddDialog>
  );
};
