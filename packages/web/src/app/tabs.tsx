import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKeyboard, IconSearch, IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { handoffsQuery } from "../api/handoffs.ts";
import { meQuery } from "../api/workspace.ts";
import { usePlaces } from "./places.tsx";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import css from "./tabs.module.css";
import { Who } from "./who.tsx";

/** Navigation for a thumb. What is rarely needed is behind the last tab. */
export const Tabs = ({ openHelp, openPalette }: { openHelp: () => void; openPalette: () => void }) => {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const { data: me } = useQuery(meQuery);
  const waiting = useQuery(handoffsQuery("open")).data?.items.length ?? 0;
  const places = usePlaces();
  return (
    <nav className={css["tabs"]} aria-label={t("nav.title")}>
      {places
        .filter(({ thumb }) => thumb === true)
        .toSorted((a, b) => Number(b.to === "/hot-leads") - Number(a.to === "/hot-leads"))
        .map(({ to, label, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={css["tab"]}
            activeOptions={{ exact: to === "/" }}
            activeProps={{ "data-active": true }}
          >
            <Icon size={21} stroke={1.7} aria-hidden="true" />
            {label}
            {to === "/hot-leads" && waiting > 0 && <span className={css["count"]}>{waiting}</span>}
          </Link>
        ))}
      <button type="button" className={css["tab"]} onClick={open}>
        <IconUser size={21} stroke={1.7} aria-hidden="true" />
        {t("nav.self")}
      </button>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        styles={{ content: { height: "fit-content" } }}
        title={me?.workspace ?? t("nav.self")}
        closeButtonProps={{ "aria-label": t("dialog.close") }}
      >
        <div className={css["more"]}>
          <button
            type="button"
            onClick={() => {
              close();
              openPalette();
            }}
          >
            <IconSearch size={20} stroke={1.7} aria-hidden="true" />
            {t("nav.search")}
          </button>
          {places
            .filter(({ thumb }) => thumb !== true)
            .map(({ to, label, icon: Icon }) => (
              <Link key={to} to={to} onClick={close}>
                <Icon size={20} stroke={1.7} aria-hidden="true" />
                {label}
              </Link>
            ))}
          <button
            type="button"
            onClick={() => {
              close();
              openHelp();
            }}
          >
            <IconKeyboard size={20} stroke={1.7} aria-hidden="true" />
            {t("keys.all")}
          </button>
          <div>
            <Who className={css["switch"] ?? ""} />
            <LanguageSwitch className={css["switch"] ?? ""} />
            <ThemeSwitch className={css["switch"] ?? ""} />
          </div>
        </div>
      </Drawer>
    </nav>
  );
};
