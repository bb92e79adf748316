import { Popover } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { standingQuery } from "../../api/workflows.ts";
import { Failed } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./report.module.css";

/** A count with what stands behind it. */
export const Opened = ({ label, shown, children }: { label: string; shown: string; children: () => ReactNode }) => {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} width={320} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={css["count"]} aria-label={label} onClick={() => setOpen(!open)}>
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={css["popTitle"]}>{label}</p>
        {open && children()}
      </Popover.Dropdown>
    </Popover>
  );
};

export const Standing = ({ id, step, version }: { id: string; step: string; version: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data, error, refetch } = useQuery(standingQuery(id, step, version));
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <ul className={css["people"]}>
      {data?.items.map(({ leadId, name, company, since }) => (
        <li key={leadId}>
          <Link to="/leads/$id" params={{ id: leadId }}>
            {name ?? t("lead.unnamed")}
          </Link>
          <small>{company}</small>
          <span>{format.day(since, now)}</span>
        </li>
      ))}
      {data?.next !== undefined && (
        <li>
          <Link to="/workflows/$id" params={{ id }} search={{ version: `${version}` }}>
            {t("reportPage.more")}
          </Link>
        </li>
      )}
    </ul>
  );
};

export const Reasons = ({ by }: { by: Record<string, number> }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const reasons = Object.entries(by).toSorted(([, a], [, b]) => b - a);
  if (reasons.length === 0) return <p className={css["why"]}>{t("reportPage.noReasons")}</p>;
  return (
    <ul className={css["people"]}>
      {reasons.map(([reason, n]) => (
        <li key={reason}>
          <span className={css["grow"]}>{term("refusal", reason)}</span>
          <b>{format.count(n)}</b>
        </li>
      ))}
    </ul>
  );
};
