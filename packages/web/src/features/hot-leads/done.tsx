import { Button } from "@mantine/core";
import { IconCheck, IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "../../ui/states.tsx";
import type { Queue } from "./use-queue.ts";

/** Nothing is waiting: what the others have, or what comes next. */
export const Done = ({ queue, showTeam }: { queue: Queue; showTeam: () => void }) => {
  const { t } = useTranslation();
  const others = queue.view === "mine" ? queue.counts.team : 0;
  return (
    <Empty
      icon={<IconCheck color="var(--rk-ok)" />}
      title={t("hot.doneTitle")}
      action={
        others > 0 ? (
          <Button leftSection={<IconUsers size={16} />} onClick={showTeam}>
            {t("hot.showTeam", { count: others })}
          </Button>
        ) : (
          <Button component={Link} to="/leads" variant="default">
            {t("hot.warming")}
          </Button>
        )
      }
    >
      {t("hot.doneText")}
    </Empty>
  );
};
