import { IconTextScan2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type ChipName, chipNames } from "../../api/calls.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { type Choices, shownChips } from "./call-draft.ts";
import css from "./chips.module.css";
import type { Preview } from "./use-preview.ts";

/** What was said: solid = chosen here, dashed = read from the note. Pressing confirms it, then clears it. */
export const Chips = ({
  chips,
  preview,
  press,
}: {
  chips: Choices;
  preview: Preview;
  press: (name: ChipName) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = shownChips(chips, preview.read);
  const pointsOf = (name: ChipName) =>
    preview.data?.signals.filter(({ signal }) => signal.includes(name)).reduce((sum, { points }) => sum + points, 0) ??
    0;
  return (
    <fieldset className={css["chips"]}>
      <legend>{t("call.chips")}</legend>
      {chipNames.map((name, i) => {
        const value = shown[name];
        const read = chips[name] === undefined && value !== undefined;
        const detail = value === false ? t("call.none") : typeof value === "string" ? t(`timing.${value}`) : "";
        const points = value === undefined ? 0 : pointsOf(name);
        return (
          <button
            key={name}
            type="button"
            data-state={read ? "read" : value === undefined ? "empty" : "chosen"}
            data-no={value === false || undefined}
            aria-pressed={value !== undefined && !read}
            onClick={() => press(name)}
          >
            <Keycap>{`${i + 1}`}</Keycap>
            {`${t(`chip.${name}`)}${detail === "" ? "" : t("call.detail", { detail })}`}
            {points !== 0 && <small>{format.signed(points)}</small>}
            {read && <IconTextScan2 size={14} stroke={1.7} aria-label={t("call.read")} />}
          </button>
        );
      })}
    </fieldset>
  );
};
