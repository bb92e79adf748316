import { Button } from "@mantine/core";
import { IconLogin2 } from "@tabler/icons-react";
import { useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { withParams } from "../api.ts";
import { Logo } from "./logo.tsx";
import css from "./sign-in.module.css";

/** What those see who are not signed in. The way leads over the company's provider, and back to the same page. */
export const SignIn = () => {
  const { t } = useTranslation();
  const to = useRouterState({ select: ({ location }) => location.href });
  return (
    <main className={css["page"]}>
      <Logo />
      <h1>{t("signIn.title")}</h1>
      <p>{t("signIn.text")}</p>
      <Button component="a" href={withParams("/auth/sign-in", { to })} leftSection={<IconLogin2 size={16} />}>
        {t("signIn.action")}
      </Button>
    </main>
  );
};
