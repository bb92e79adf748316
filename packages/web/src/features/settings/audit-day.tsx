import { IconKey, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "../../api/people.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { Changes } from "./changes.tsx";
import css from "./settings.module.css";
import { titles, useAuditWords } from "./use-audit-words.ts";

/** What was changed on one day. */
export const AuditDay = ({ entries }: { entries: AuditEntry[] }) => {
  const format = useFormat();
  const now = useNow();
  const [first] = entries;
  if (first === undefined) return null;
  return (
    <section className={css["day"]}>
      <h3>{format.day(first.at, now)}</h3>
      <ul>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
};

const Entry = ({ entry }: { entry: AuditEntry }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useAuditWords();
  const { by, at, outcome } = entry;
  const changes = (entry.changes ?? []).filter(({ path }) => !titles.includes(path));
  const failed = outcome === "begun" || outcome >= 400;
  const Icon = by.kind === "key" ? IconKey : IconUser;
  return (
    <li>
      <time dateTime={at}>{format.time(at)}</time>
      <div>
        <p>
          <Icon size={14} stroke={1.7} aria-hidden="true" /> <b>{by.name}</b>
          {by.role !== undefined && <small>{t(`who.${by.role}`)}</small>} {words(entry)}{" "}
          {failed && (
            <Pill tone={outcome === "begun" ? "warm" : "danger"}>
              {outcome === "begun" ? t("settings.begun") : t("settings.failedWith", { status: outcome })}
            </Pill>
          )}
        </p>
        {changes.length > 0 && <Changes changes={changes} />}
      </div>
    </li>
  );
};
