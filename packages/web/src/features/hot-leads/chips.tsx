import { IconTextScan2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type CallPreview, type ChipName, type Chips as Chosen, chipNames } from "../../api/calls.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useFormat } from "../../ui/use-format.ts";
import css from "./chips.module.css";

type Read = Partial<Record<ChipName, CallPreview["signals"][number]>>;

/** What was said: solid = chosen here, dashed = read from the note. Pressing goes through yes, no and back to the note. */
export const Chips = ({ chips, read, press }: { chips: Chosen; read: Read; press: (name: ChipName) => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <fieldset className={css["chips"]}>
      <legend>{t("call.chips")}</legend>
      {chipNames.map((name, i) => {
        const chosen = chips[name];
        const guess = read[name];
        const guessed = chosen === undefined && guess?.phrase !== undefined;
        const no = chosen === false || (guessed && guess.negated === true);
        const detail =
          typeof chosen === "string"
            ? t(`timing.${chosen}`)
            : no
              ? t("call.none")
              : guessed && name === "timing"
                ? t("timing.within3m")
                : "";
        return (
          <button
            key={name}
            type="button"
            data-state={guessed ? "read" : chosen === undefined ? "empty" : "chosen"}
            data-no={no || undefined}
            aria-pressed={chosen !== undefined}
            onClick={() => press(name)}
          >
            <Keycap>{`${i + 1}`}</Keycap>
            {`${t(`chip.${name}`)}${detail === "" ? "" : t("call.detail", { detail })}`}
            {guess !== undefined && guess.points !== 0 && !no && <small>{format.signed(guess.points)}</small>}
            {guessed && <IconTextScan2 size={14} stroke={1.7} aria-label={t("call.read")} />}
          </button>
        );
      })}
    </fieldset>
  );
};
