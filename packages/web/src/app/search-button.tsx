import { Tooltip } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Keycap } from "../ui/keycap.tsx";
import css from "./nav.module.css";

/** The field that is none: it opens the palette, and says by which key. */
export const SearchButton = ({ rail, open }: { rail: boolean; open: () => void }) => {
  const { t } = useTranslation();
  return (
    <Tooltip label={`${t("nav.search")}  Ctrl K`} position="right" disabled={!rail}>
      <button
        type="button"
        className={css["search"]}
        onClick={open}
        {...(rail ? { "aria-label": t("nav.search") } : {})}
      >
        <IconSearch size={16} stroke={1.7} aria-hidden="true" />
        {!rail && (
          <>
            <span>{t("nav.search")}</span>
            <Keycap>Ctrl K</Keycap>
          </>
        )}
      </button>
    </Tooltip>
  );
};
