import { Button } from "@mantine/core";
import { IconRefresh, IconWifiOff } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../api.ts";
import css from "./states.module.css";

/** Nothing here: why, and the one thing that can be done next. */
export const Empty = ({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) => (
  <div className={css["empty"]}>
    <span className={css["icon"]}>{icon}</span>
    <p className={css["title"]}>{title}</p>
    <p className={css["text"]}>{children}</p>
    {action}
  </div>
);

/** What, why, what now. Stands above data that stays. */
export const Failed = ({ error, retry }: { error: unknown; retry: () => void }) => {
  const { t } = useTranslation();
  const { what, why } = explain(error, t);
  return (
    <div className={css["failed"]} role="alert">
      <IconWifiOff aria-hidden="true" />
      <p>
        <b>{what}</b> {why}
      </p>
      <Button variant="default" size="xs" leftSection={<IconRefresh size={14} />} onClick={retry}>
        {t("state.retry")}
      </Button>
    </div>
  );
};

/** A failure in words: what happened, and why or what now. */
export const explain = (error: unknown, t: (key: string) => string): { what: string; why: string } => {
  if (!(error instanceof Problem)) return { what: t("state.broken"), why: t("state.brokenWhy") };
  if (error.status === 0) return { what: t("state.unreachable"), why: t("state.unreachableWhy") };
  if (error.status === 401 || error.status === 403) return { what: t("state.forbidden"), why: t("state.forbiddenWhy") };
  if (error.status === 404) return { what: t("state.missing"), why: t("state.missingWhy") };
  if (error.status === 409) return { what: t("state.taken"), why: error.detail ?? error.message };
  return { what: t("state.refused"), why: error.detail ?? error.message };
};

/** Shows the skeleton only after 200 ms, so that quick answers do not flicker. */
export const Loading = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t("state.loading")} style={late ? undefined : { visibility: "hidden" }}>
      {children}
    </div>
  );
};
