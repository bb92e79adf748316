import { useTranslation } from "react-i18next";
import { stepIcons } from "../../ui/step-icon.tsx";
import { kinds } from "./document/new-step.ts";
import css from "./palette.module.css";
import { useStage } from "./stage.ts";

/** Kinds of steps: a press adds one after what is chosen, a drag anywhere. */
export const Palette = () => {
  const { t } = useTranslation();
  const { selection } = useStage();
  return (
    <ul className={css["palette"]} aria-label={t("builder.palette")}>
      {kinds.map((kind) => {
        const { icon: Icon, colour } = stepIcons[kind];
        return (
          <li key={kind}>
            <button
              type="button"
              draggable
              onDragStart={(event) => event.dataTransfer.setData("application/x-rekindle-kind", kind)}
              onClick={() => selection.add(kind)}
            >
              <Icon size={18} stroke={1.7} color={colour} aria-hidden="true" />
              {t(`stepKind.${kind}`)}
            </button>
          </li>
        );
      })}
    </ul>
  );
};
