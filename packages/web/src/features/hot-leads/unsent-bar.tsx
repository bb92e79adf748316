import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Pill } from "../../ui/pill.tsx";
import { drop, useUnsent } from "./unsent.ts";
import css from "./unsent-bar.module.css";

/** Call notes that wait on this device for the network, and those that were not taken. */
export const UnsentBar = () => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { items, retry } = useUnsent(useCallback(() => void queries.invalidateQueries(), [queries]));
  if (items.length === 0) return null;
  return (
    <section className={css["bar"]} aria-label={t("desk.unsent", { count: items.length })}>
      <header>
        <Pill tone="warm">{t("desk.unsent", { count: items.length })}</Pill>
        <span>{t("desk.keptHere")}</span>
        <Button size="xs" variant="default" onClick={() => void retry()}>
          {t("state.retry")}
        </Button>
      </header>
      <ul>
        {items.map(({ id, name, note, refused }) => (
          <li key={id}>
            <b>{t("desk.noteOf", { name })}</b> <span>{note.note}</span>
            {refused !== undefined && (
              <p role="alert">
                {t("desk.notTaken", { why: refused })}{" "}
                <Button size="compact-xs" variant="subtle" onClick={() => drop(id)}>
                  {t("desk.discard")}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
