import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { Empty } from "../../ui/states.tsx";

/** Whose role may not, is told who may. */
export const Forbidden = () => {
  const { t } = useTranslation();
  return (
    <Card>
      <Empty
        icon={<IconLock />}
        title={t("sources.forbidden")}
        action={
          <Button component={Link} to="/">
            {t("sources.toToday")}
          </Button>
        }
      >
        {t("sources.forbiddenText")}
      </Empty>
    </Card>
  );
};
