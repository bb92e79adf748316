import { IconAlertTriangle, IconArrowMerge, IconCheck, IconCopy } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FileSurvey } from "../../api/imports.ts";
import { Rich } from "../../ui/rich.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./imports.module.css";

/** Rows that cannot be read, by line and why. The rest goes on. */
export const BadLines = ({ file: { faults, rejected } }: { file: Pick<FileSurvey, "faults" | "rejected"> }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const bad = Object.values(faults).reduce((sum, n) => sum + n, 0);
  if (bad === 0)
    return (
      <Note icon={<IconCheck />} tone="ok">
        <b>{t("import.noBad")}</b>
      </Note>
    );
  return (
    <Note icon={<IconAlertTriangle />} tone="warm">
      <b>{t("import.bad", { count: bad, n: format.count(bad) })}</b> {t("import.restGoesOn")}
      <ul className={css["lines"]}>
        {rejected.slice(0, 5).map(({ line, fault }) => (
          <li key={line}>
            <span>{t("import.line", { line })}</span> {term("rowFault", fault)}
          </li>
        ))}
        {bad > 5 && <li>{t("import.moreLines", { count: bad - 5, n: format.count(bad - 5) })}</li>}
      </ul>
    </Note>
  );
};

/** The very same file came before. */
export const Again = ({ before }: { before: NonNullable<FileSurvey["before"]> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <Note icon={<IconCopy />} tone="warm">
      {t("import.again", { at: format.moment(before.at, now) })}{" "}
      <Link to="/imports/$job" params={{ job: before.job }}>
        {t("import.showBefore")}
      </Link>
    </Note>
  );
};

/** Spellings of one company that were taken for one. */
export const Joined = ({ names, state }: { names: string[]; state?: "customer" | "open" | "none" }) => {
  const { t } = useTranslation();
  const words = { one: names[0] ?? "", other: names.slice(1).join(t("words.list")) };
  const says = {
    customer: t("import.joinedCustomer", words),
    open: t("import.joinedOpen", words),
    none: t("import.joinedNames", words),
  };
  return (
    <Note icon={<IconArrowMerge />}>
      <Rich text={says[state ?? "none"]} />
    </Note>
  );
};

export const Note = ({
  icon,
  tone = "ai",
  children,
}: {
  icon: ReactNode;
  tone?: "ai" | "ok" | "warm";
  children: ReactNode;
}) => (
  <div className={css["note"]} data-tone={tone}>
    {icon}
    <div>{children}</div>
  </div>
);
