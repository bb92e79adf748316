import { Button } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSend } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Broadcast,
  type BroadcastInput,
  broadcastTrialQuery,
  removeBroadcast,
  saveBroadcast,
} from "../../api/broadcasts.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { WhatHappens } from "../../ui/what-happens.tsx";
import css from "./broadcasts.module.css";
import { Fields } from "./fields.tsx";
import { LaunchDialog } from "./launch-dialog.tsx";
import { MailLook } from "./mail-look.tsx";
import { StatePill } from "./state-pill.tsx";

const empty: BroadcastInput = { name: "", template: "", audience: {} };

/** What, to whom, when; saved as it is written, and beside it who gets it and who does not. */
export const BroadcastForm = ({
  broadcast,
  segment,
  up,
}: {
  broadcast: Broadcast | undefined;
  /** Whom a new one is for, where it was begun from a segment. */
  segment: string | undefined;
  up: ReactNode;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const tell = useFailure();
  const undo = useUndo();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [input, setInput] = useState<BroadcastInput>(
    broadcast === undefined ? { ...empty, audience: segment === undefined ? {} : { segment } } : inputOf(broadcast),
  );
  const [asking, setAsking] = useState(false);
  const id = broadcast?.id;
  const save = useMutation({
    mutationFn: (next: BroadcastInput) => saveBroadcast(id, next),
    onSuccess: (saved) => {
      queries.setQueryData(["broadcasts", saved.id], saved);
      void queries.invalidateQueries({ queryKey: ["broadcasts"], exact: true });
      if (id === undefined) void navigate({ to: "/broadcasts/$id", params: { id: saved.id }, replace: true });
    },
    onError: tell,
  });
  const later = useDebouncedCallback((next: BroadcastInput) => save.mutate(next), { delay: 500, flushOnUnmount: true });
  const change = (next: BroadcastInput) => {
    setInput(next);
    if (isWhole(next)) later(next);
  };
  const stored = broadcast === undefined ? undefined : inputOf(broadcast);
  const trial = useQuery({
    ...broadcastTrialQuery(id ?? "", stored ?? empty),
    enabled: id !== undefined && may("marketer"),
    placeholderData: keepPreviousData,
  });
  const people = trial.data?.applied;
  const isSaved = stored !== undefined && JSON.stringify(inputOf(stored)) === JSON.stringify(inputOf(input));
  const remove = (known: Broadcast) => {
    void navigate({ to: "/broadcasts" });
    undo({
      text: t("broadcast.removed", { name: known.name }),
      run: () => removeBroadcast(known.id).then(() => queries.invalidateQueries({ queryKey: ["broadcasts"] })),
      undo: () => void navigate({ to: "/broadcasts/$id", params: { id: known.id } }),
    });
  };
  return (
    <Page
      before={up}
      title={input.name || t("broadcast.new")}
      facts={
        <>
          <StatePill state="draft" />
          <span role="status">{id === undefined ? "" : t(isSaved ? "broadcast.saved" : "broadcast.saving")}</span>
        </>
      }
      actions={
        may("marketer") && (
          <>
            {broadcast !== undefined && (
              <Button variant="subtle" color="gray" onClick={() => remove(broadcast)}>
                {t("broadcast.remove")}
              </Button>
            )}
            <Button
              leftSection={<IconSend size={16} />}
              disabled={!isSaved || people === undefined || people === 0}
              onClick={() => setAsking(true)}
            >
              {people === undefined
                ? t("broadcast.send")
                : t("broadcast.sendTo", { count: people, figure: format.count(people) })}
            </Button>
          </>
        )
      }
    >
      <div className={css["columns"]}>
        <Card title={t("broadcast.content")}>
          <Fields input={input} change={change} readOnly={!may("marketer")} />
        </Card>
        <div className={css["side"]}>
          <Card title={t("broadcast.who")}>
            {id === undefined ? (
              <p className={css["hint"]}>{t("broadcast.whoLater")}</p>
            ) : (
              <WhatHappens query={trial} mail />
            )}
          </Card>
          {input.template !== "" && <MailLook template={input.template} />}
        </div>
      </div>
      {asking && broadcast !== undefined && trial.data !== undefined && (
        <LaunchDialog broadcast={broadcast} trial={trial.data} close={() => setAsking(false)} />
      )}
    </Page>
  );
};

const isWhole = ({ name, template }: BroadcastInput): boolean => name.trim() !== "" && template !== "";

/** In one order, so that two of them can be compared. */
const inputOf = ({ name, template, audience, startAt, window, perHour }: BroadcastInput): BroadcastInput => ({
  name: name.trim(),
  template,
  audience: Object.fromEntries(
    Object.entries(audience)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ),
  ...(startAt === undefined ? {} : { startAt: new Date(startAt).toISOString() }),
  ...(window === undefined ? {} : { window: { days: window.days, from: window.from, to: window.to } }),
  ...(perHour === undefined ? {} : { perHour }),
});
