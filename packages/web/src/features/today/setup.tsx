import { UnstyledButton } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { workflowsQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import css from "./setup.module.css";

const steps = [
  { id: "people", to: "/leads/import" },
  { id: "forms", to: "/sources" },
  { id: "workflow", to: "/workflows/new" },
  { id: "team", to: "/settings" },
] as const;

/** A workspace in which nothing was begun: four steps, and what each one makes possible. */
export const Setup = () => {
  const { t } = useTranslation();
  const may = useMay();
  const { data } = useQuery(workflowsQuery);
  if (data === undefined || data.items.length > 0 || !may("marketer")) return null;
  return (
    <Card title={t("setup.title")}>
      <ol className={css["steps"]}>
        {steps.map(({ id, to }, i) => (
          <li key={id}>
            <UnstyledButton component={Link} to={to} className={css["step"] ?? ""}>
              <span className={css["n"]}>{i + 1}</span>
              <span>
                <b>{t(`setup.${id}`)}</b>
                <small>{t(`setup.${id}Gives`)}</small>
              </span>
              <IconArrowRight size={16} stroke={1.7} aria-hidden="true" />
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </Card>
  );
};
