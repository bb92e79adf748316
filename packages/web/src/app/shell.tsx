import { AppShell } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { clockQuery } from "../api/local.ts";
import { meQuery } from "../api/workspace.ts";
import { Problem } from "../api.ts";
import { useKeys } from "../ui/keys.tsx";
import { Speak } from "../ui/speak.ts";
import { learn } from "./i18n.ts";
import { KeyBar } from "./key-bar.tsx";
import { Nav } from "./nav.tsx";
import { usePlaces } from "./places.tsx";
import css from "./shell.module.css";
import { Tabs } from "./tabs.tsx";
import { useOwnLanguage } from "./use-own-language.ts";

/** Loaded when somebody asks for it. */
const Palette = lazy(async () => {
  const [{ Palette: component }] = await Promise.all([import("./palette/palette.tsx"), learn("command")]);
  return { default: component };
});

/** Not what the first look at a page waits for. */
const Help = lazy(() => import("./help.tsx").then((made) => ({ default: made.Help })));
const SignIn = lazy(() => import("./sign-in.tsx").then((made) => ({ default: made.SignIn })));
const LocalBar = lazy(() => import("./local-bar.tsx").then((made) => ({ default: made.LocalBar })));

/** The frame of every page: navigation (a rail where work happens, tabs on phones), the local run's bar, the keys. */
export const Shell = () => {
  const { t } = useTranslation();
  const phone = useMediaQuery("(max-width: 600px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  const [helped, help] = useDisclosure();
  const { data: clock } = useQuery(clockQuery);
  const { error: nobody } = useQuery(meQuery);
  const navigate = useNavigate();
  const [palette, setPalette] = useState(0);
  const askPalette = () => setPalette((times) => times + 1);
  const places = usePlaces();
  const speak = useOwnLanguage();
  const onDesk = pathname === "/hot-leads";
  const atWork = onDesk || /^\/workflows\/[^/]+\/(edit|preview)$|^\/mails\/[^/]+$/.test(pathname);
  const inLead = phone && onDesk && "id" in search && search.id !== undefined;
  useKeys([
    ...places.map(({ to, key, label }) => ({
      code: `KeyG ${key === "," ? "Comma" : `Key${key}`}`,
      cap: `G ${key}`,
      label,
      everywhere: true,
      run: () => void navigate({ to }),
    })),
    {
      code: "Ctrl+KeyK",
      cap: "Ctrl K",
      label: t("nav.search"),
      run: askPalette,
      inText: true,
      bar: true,
      everywhere: true,
    },
    { code: "Shift+Slash", cap: "?", label: t("keys.all"), run: help.open, bar: true, everywhere: true },
  ]);
  if (nobody instanceof Problem && nobody.status === 401)
    return (
      <Suspense fallback={null}>
        <SignIn />
      </Suspense>
    );
  const bar = clock !== null && clock !== undefined && !inLead;
  return (
    <Speak value={speak}>
      <AppShell
        layout="alt"
        transitionDuration={0}
        header={{ height: bar ? 36 : 0 }}
        navbar={{ width: atWork ? 56 : 208, breakpoint: 600, collapsed: { mobile: true } }}
        footer={{ height: inLead ? 0 : phone ? 60 : 36 }}
      >
        <a className={css["skip"]} href="#main">
          {t("nav.skip")}
        </a>
        {bar && (
          <AppShell.Header className={css["local"] ?? ""}>
            <Suspense fallback={null}>
              <LocalBar phone={phone} />
            </Suspense>
          </AppShell.Header>
        )}
        {!phone && (
          <AppShell.Navbar component="div" className={css["nav"] ?? ""}>
            <Nav rail={atWork} openHelp={help.open} openPalette={askPalette} />
          </AppShell.Navbar>
        )}
        <AppShell.Main id="main" className={css["main"] ?? ""}>
          <Outlet />
        </AppShell.Main>
        {!inLead && (
          <AppShell.Footer className={css["footer"] ?? ""}>
            {phone ? <Tabs openHelp={help.open} openPalette={askPalette} /> : <KeyBar />}
          </AppShell.Footer>
        )}
        {helped && (
          <Suspense fallback={null}>
            <Help opened={helped} close={help.close} />
          </Suspense>
        )}
        {palette > 0 && (
          <Suspense fallback={null}>
            <Palette asked={palette} />
          </Suspense>
        )}
      </AppShell>
    </Speak>
  );
};
