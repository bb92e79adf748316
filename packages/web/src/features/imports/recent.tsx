import { IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importsQuery, type Kind } from "../../api/imports.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./imports.module.css";

/** What was taken in lately, with what came of it. */
export const Recent = ({ kind }: { kind: Kind }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const items = (useQuery(importsQuery).data ?? []).filter((job) => job.kind === kind).slice(0, 8);
  if (items.length === 0) return null;
  return (
    <Card title={t("import.recent")} icon={<IconHistory />} flush>
      <ul className={css["recent"]}>
        {items.map(({ id, file, list, createdAt, done, total, state, undo }) => (
          <li key={id}>
            <Link to="/imports/$job" params={{ job: id }}>
              {file ?? list ?? t("import.unnamed")}
            </Link>
            <span>{format.moment(createdAt, now)}</span>
            <span>
              {undo !== undefined
                ? t("import.undone")
                : state === "running"
                  ? t("import.progress", { done: format.count(done), total: format.count(total) })
                  : t("import.rows", { count: total, n: format.count(total) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};
