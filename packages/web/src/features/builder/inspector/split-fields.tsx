import { Button, Checkbox } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/definition.ts";
import box from "../../../ui/box.module.css";
import { addArm, removeArm } from "../document/paths.ts";
import { NumberField, TextField } from "./fields.tsx";
import css from "./inspector.module.css";
import type { Setter } from "./step-fields.tsx";

/** Arms and their shares; one may get nothing, so that there is something to compare with. */
export const SplitFields = ({ step, set }: { step: Extract<Step, { kind: "split" }>; set: Setter }) => {
  const { t } = useTranslation();
  const sum = step.arms.reduce((total, { weight }) => total + weight, 0);
  const put = (n: number, change: Partial<(typeof step.arms)[number]>, mark?: string) =>
    set({ ...step, arms: step.arms.map((arm, index) => (index === n ? { ...arm, ...change } : arm)) }, mark);
  return (
    <>
      {step.arms.map((arm, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be typed at this moment
        <div key={n} className={box["box"]}>
          <div className={css["pair"]}>
            <TextField label={t("inspect.arm")} value={arm.name} change={(name) => put(n, { name }, `name ${n}`)} />
            <NumberField
              label={t("inspect.weight")}
              value={arm.weight}
              min={1}
              suffix="%"
              change={(weight) => put(n, { weight: weight ?? 1 }, `weight ${n}`)}
            />
            {step.arms.length > 2 && (
              <Button
                className={css["fit"] ?? ""}
                variant="subtle"
                color="gray"
                px={6}
                aria-label={t("inspect.removeArm", { name: arm.name })}
                onClick={() => set(removeArm(step, n))}
              >
                <IconX size={15} />
              </Button>
            )}
          </div>
          <Checkbox
            size="xs"
            label={t("inspect.holdout")}
            checked={arm.holdout ?? false}
            onChange={({ currentTarget }) => put(n, { holdout: currentTarget.checked })}
          />
        </div>
      ))}
      <p className={box["line"]}>
        <span>{t("inspect.sum", { sum })}</span>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => set(addArm(step))}>
          {t("inspect.addArm")}
        </Button>
      </p>
    </>
  );
};
