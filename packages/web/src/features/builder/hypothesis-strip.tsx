import { IconBulb } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Hypothesis } from "../../ui/hypothesis.tsx";
import { useStage } from "./stage.ts";
import css from "./strip.module.css";

/** What we believe, above what we do about it. A press leads to where it is written. */
export const HypothesisStrip = ({ edit }: { edit: () => void }) => {
  const { t } = useTranslation();
  const { definition } = useStage();
  return (
    <button type="button" className={css["strip"]} onClick={edit}>
      <IconBulb size={17} stroke={1.7} aria-hidden="true" />
      <b>{t("workflow.hypothesis")}</b>
      {definition.hypothesis === undefined ? (
        <span>{t("builder.noHypothesis")}</span>
      ) : (
        <Hypothesis {...definition.hypothesis} />
      )}
    </button>
  );
};
