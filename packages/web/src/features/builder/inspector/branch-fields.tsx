import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/definition.ts";
import box from "../../../ui/box.module.css";
import { ConditionField } from "../../../ui/condition/condition-field.tsx";
import { useSay } from "../../../ui/words.ts";
import { addPath, removePath } from "../document/paths.ts";
import { TextField, withWords } from "./fields.tsx";
import type { Setter } from "./step-fields.tsx";

/** The ways on and what each asks. The first that holds is taken. */
export const BranchFields = ({ step, set }: { step: Extract<Step, { kind: "branch" }>; set: Setter }) => {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const language = i18n.language === "en" ? "en" : "ja";
  return (
    <>
      {step.paths.map((path, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paths have no names of their own
        <div key={n} className={box["group"]}>
          <div className={box["line"]}>
            <b>{t("inspect.path", { number: n + 1 })}</b>
            {step.paths.length > 1 && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => set(removePath(step, n))}>
                {t("inspect.removePath")}
              </Button>
            )}
          </div>
          <TextField
            label={t("inspect.pathName")}
            value={say(path.label)}
            change={(text) => {
              const { label: _, ...rest } = path;
              const next = text === "" ? rest : { ...rest, label: withWords(path.label, language, text) };
              set({ ...step, paths: step.paths.with(n, next) }, `label ${n}`);
            }}
          />
          <ConditionField
            label={t("inspect.condition")}
            value={path.when}
            change={(when) =>
              when !== undefined && set({ ...step, paths: step.paths.with(n, { ...path, when }) }, `when ${n}`)
            }
          />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => set(addPath(step, { field: "fit", gte: 20 }))}
      >
        {t("inspect.addPath")}
      </Button>
      <p className={box["join"]}>{t("inspect.elseHint")}</p>
    </>
  );
};
