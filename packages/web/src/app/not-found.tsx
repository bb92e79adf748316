import { Button } from "@mantine/core";
import { IconMapOff, IconRefresh } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "../ui/states.tsx";

export const NotFound = () => {
  const { t } = useTranslation();
  return (
    <Empty
      icon={<IconMapOff />}
      title={t("notFound.title")}
      action={
        <Button component={Link} to="/" variant="default">
          {t("notFound.action")}
        </Button>
      }
    >
      {t("notFound.text")}
    </Empty>
  );
};

/** A bug, or a chunk that a new release has replaced: loading the page again helps with the second. */
export const Broken = () => {
  const { t } = useTranslation();
  return (
    <Empty
      icon={<IconRefresh />}
      title={t("state.broken")}
      action={
        <Button variant="default" onClick={() => location.reload()}>
          {t("state.reload")}
        </Button>
      }
    >
      {t("state.brokenWhy")}
    </Empty>
  );
};
