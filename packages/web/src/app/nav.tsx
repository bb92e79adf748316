import { Tooltip } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { handoffsQuery } from "../api/handoffs.ts";
import { meQuery } from "../api/workspace.ts";
import { Logo } from "./logo.tsx";
import css from "./nav.module.css";
import { usePlaces } from "./places.tsx";
import { SearchButton } from "./search-button.tsx";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import { Who } from "./who.tsx";

export const Nav = ({
  rail,
  openHelp,
  openPalette,
}: {
  rail: boolean;
  openHelp: () => void;
  openPalette: () => void;
}) => {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const waiting = useQuery(handoffsQuery("open")).data?.items.length ?? 0;
  const places = usePlaces();
  const item = ({ to, key, label, icon: Icon }: (typeof places)[number]) => (
    <Tooltip key={to} label={`${label}  G ${key}`} position="right" disabled={!rail}>
      <Link
        to={to}
        className={css["item"]}
        activeOptions={{ exact: to === "/", includeSearch: false }}
        activeProps={{ "data-active": true }}
        {...(rail ? { "aria-label": to === "/hot-leads" && waiting > 0 ? `${label} ${waiting}` : label } : {})}
      >
        <Icon size={19} stroke={1.7} aria-hidden="true" />
        {!rail && <span>{label} </span>}
        {to === "/hot-leads" && waiting > 0 && <span className={css["count"]}>{waiting}</span>}
      </Link>
    </Tooltip>
  );
  return (
    <nav className={css["nav"]} data-rail={rail || undefined} aria-label={t("nav.title")}>
      <Link to="/" className={css["brand"]}>
        <Logo />
        {!rail && (
          <span>
            <b>Rekindle</b>
            <small>{me?.workspace}</small>
          </span>
        )}
      </Link>
      <SearchButton rail={rail} open={openPalette} />
      {places.filter(({ foot }) => foot !== true).map(item)}
      <div className={css["gap"]} />
      {places.filter(({ foot }) => foot === true).map(item)}
      <div className={css["self"]}>
        <Who className={css["tool"] ?? ""} short={rail} />
      </div>
      <div className={css["foot"]}>
        <Tooltip label={`${t("keys.all")}  ?`} position="right">
          <button type="button" className={css["tool"]} onClick={openHelp} aria-label={t("keys.all")}>
            <IconKeyboard size={18} stroke={1.7} />
          </button>
        </Tooltip>
        <ThemeSwitch className={css["tool"] ?? ""} />
        <LanguageSwitch className={css["tool"] ?? ""} short={rail} />
      </div>
    </nav>
  );
};
