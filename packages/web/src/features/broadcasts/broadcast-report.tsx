import { Button, Progress } from "@mantine/core";
import { IconCopy, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Broadcast, saveBroadcast, stopBroadcast } from "../../api/broadcasts.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import css from "./broadcasts.module.css";
import { MailLook } from "./mail-look.tsx";
import { StatePill } from "./state-pill.tsx";
import { useAudience } from "./use-audience.ts";

/** How far it is, what came of it, who did not get it and why. */
export const BroadcastReport = ({ broadcast, up }: { broadcast: Broadcast; up: ReactNode }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const say = useSay();
  const mails = useQuery(vocabularyQuery).data?.templates;
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const tell = useFailure();
  const audience = useAudience();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const { id, name, template, state, launched, progress } = broadcast;
  const stop = useMutation({
    mutationFn: () => stopBroadcast(id),
    onSuccess: (stopped) => {
      setSure(false);
      queries.setQueryData(["broadcasts", id], stopped);
    },
    onError: tell,
  });
  const copy = useMutation({
    mutationFn: () =>
      saveBroadcast(undefined, { name: t("broadcast.copyOf", { name }), template, audience: broadcast.audience }),
    onSuccess: (made) => navigate({ to: "/broadcasts/$id", params: { id: made.id } }),
    onError: tell,
  });
  const { sent = 0, delivered = 0, clicked = 0, waiting = 0, refused = {}, left = {}, job } = progress ?? {};
  const unsent = [
    ...Object.entries(refused),
    ...Object.entries(left).filter(([reason]) => reason !== "finished" && reason !== "completed"),
  ];
  const isGoing = state === "scheduled" || state === "sending";
  const figure = (label: string, value: number, share?: number) => (
    <div>
      <dt>{label}</dt>
      <dd>
        {format.count(value)}
        {share !== undefined && share > 0 && <small>{format.share(value, share)}</small>}
      </dd>
    </div>
  );
  return (
    <Page
      before={up}
      title={name}
      facts={<StatePill state={state} />}
      actions={
        may("marketer") && (
          <>
            <Button
              variant="default"
              leftSection={<IconCopy size={16} />}
              loading={copy.isPending}
              onClick={() => copy.mutate()}
            >
              {t("broadcast.copy")}
            </Button>
            {isGoing &&
              (sure ? (
                <Button color="red.9" loading={stop.isPending} onClick={() => stop.mutate()}>
                  {t(state === "scheduled" ? "broadcast.cancelSure" : "broadcast.stopSure")}
                </Button>
              ) : (
                <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => setSure(true)}>
                  {t(state === "scheduled" ? "broadcast.cancel" : "broadcast.stop")}
                </Button>
              ))}
          </>
        )
      }
    >
      <div className={css["columns"]}>
        <div className={css["side"]}>
          <Card title={t("broadcast.result")}>
            {isGoing && job !== undefined && (
              <div className={css["progress"]}>
                <Progress
                  value={job.total === 0 ? 0 : (job.done / job.total) * 100}
                  aria-label={t("broadcast.progressOf")}
                />
                <span role="status">
                  {state === "scheduled" && launched !== undefined
                    ? t("broadcast.willStart", { at: format.moment(launched.startAt, now) })
                    : t("bulk.progress", { done: format.count(job.done), total: format.count(job.total) })}
                </span>
              </div>
            )}
            <dl className={css["figures"]}>
              {figure(t("broadcast.sent"), sent)}
              {figure(t("broadcast.delivered"), delivered, sent)}
              {figure(t("broadcast.clicked"), clicked, sent)}
              {figure(t("broadcast.waiting"), waiting)}
            </dl>
            {waiting > 0 && launched !== undefined && (
              <p className={css["hint"]}>{t("broadcast.waitsUntil", { at: format.moment(launched.until, now) })}</p>
            )}
          </Card>
          <Card title={t("broadcast.unsent")}>
            {unsent.length === 0 ? (
              <p className={css["hint"]}>{t("broadcast.nobodyUnsent")}</p>
            ) : (
              <ul className={css["reasons"]}>
                {unsent.map(([reason, count]) => (
                  <li key={reason}>
                    <span>{term("refusal", term("unsent", reason))}</span>
                    <b>{t("bulk.people", { count, figure: format.count(count) })}</b>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card title={t("broadcast.about")}>
            <dl className={css["about"]}>
              <dt>{t("broadcast.audience")}</dt>
              <dd>{audience(broadcast.audience)}</dd>
              <dt>{t("broadcast.mail")}</dt>
              <dd>
                <Link to="/mails/$id" params={{ id: template }}>
                  {say(mails?.find(({ id: known }) => known === template)?.name, template)}
                </Link>
              </dd>
              <dt>{t("broadcast.when")}</dt>
              <dd>{launched === undefined ? "–" : format.moment(launched.startAt, now)}</dd>
            </dl>
          </Card>
        </div>
        <MailLook template={template} />
      </div>
    </Page>
  );
};
