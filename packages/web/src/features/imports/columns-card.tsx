import { NativeSelect } from "@mantine/core";
import { IconArrowRight, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Column, Kind } from "../../api/imports.ts";
import css from "./columns-card.module.css";
import { Panel } from "./panel.tsx";
import { useTargets } from "./use-targets.ts";

/** What each column is about: recognised, and changed by whoever knows better. */
export const ColumnsCard = ({
  kind,
  columns,
  remembered,
  match,
  children,
}: {
  kind: Kind;
  columns: Column[];
  remembered: boolean;
  match: (header: string, target: string | null) => void;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const targets = useTargets(kind);
  return (
    <Panel title={t("import.columns")} foot={t(remembered ? "import.remembered" : "import.remember")}>
      <ul className={css["columns"]}>
        {columns.map(({ header, target, samples }) => (
          <li key={header}>
            <span className={css["header"]}>
              <b>{header}</b>
              <small>{samples[0] ?? t("import.emptyColumn")}</small>
            </span>
            <IconArrowRight size={15} stroke={1.7} aria-hidden="true" />
            <NativeSelect
              className={css["target"] ?? ""}
              data-left={target === undefined || undefined}
              aria-label={t("import.about", { header })}
              data={targets(header)}
              value={target ?? LEFT_OUT}
              onChange={({ currentTarget: { value } }) => match(header, value === LEFT_OUT ? null : value)}
              leftSection={target === undefined ? undefined : <IconCheck size={15} stroke={2} />}
            />
          </li>
        ))}
      </ul>
      <div className={css["notes"]}>{children}</div>
    </Panel>
  );
};
const LEFT_OUT = "-";
