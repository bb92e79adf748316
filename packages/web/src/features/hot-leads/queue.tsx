import { SegmentedControl, Skeleton } from "@mantine/core";
import { IconCheck, IconFilter, IconPhone, IconPhoneCall } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";
import type { Lines } from "../../api/workspace.ts";
import { isOver } from "../../ui/due.ts";
import { DuePill } from "../../ui/due-pill.tsx";
import { DAY } from "../../ui/format.ts";
import { useMay } from "../../ui/may.ts";
import { Pill } from "../../ui/pill.tsx";
import { Score } from "../../ui/score.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { Done } from "./done.tsx";
import { useHeadline } from "./headline.ts";
import css from "./queue.module.css";
import type { Queue } from "./use-queue.ts";

const UnsentBar = lazy(() => import("./unsent-bar.tsx").then(({ UnsentBar: shown }) => ({ default: shown })));

type Props = {
  queue: Queue;
  setView: (view: "mine" | "team") => void;
  selected: string | undefined;
  select: (id: string) => void;
  calling: (id: string) => boolean;
  call: (handoff: Handoff) => void;
  lines: Lines | undefined;
};

/** The next call is the first row. */
export const QueueList = ({ queue, setView, selected, select, calling, call, lines }: Props) => {
  const { t } = useTranslation();
  const row = (handoff: Handoff) => (
    <Row
      key={handoff.id}
      handoff={handoff}
      queue={queue}
      selected={handoff.id === selected}
      select={select}
      calling={calling(handoff.id)}
      call={call}
      lines={lines}
    />
  );
  return (
    <section className={css["queue"]} aria-label={t("hot.title")}>
      <header className={css["head"]}>
        <h1>{t("hot.title")}</h1>
        {queue.rep !== undefined && (
          <SegmentedControl
            size="xs"
            value={queue.view}
            onChange={(view) => setView(view === "team" ? "team" : "mine")}
            data={[
              { value: "mine", label: t("hot.mine", { count: queue.counts.mine }) },
              { value: "team", label: t("hot.team", { count: queue.counts.team }) },
            ]}
          />
        )}
        <Progress queue={queue} />
      </header>
      <Suspense>
        <UnsentBar />
      </Suspense>
      {queue.error !== null && <Failed error={queue.error} retry={queue.retry} />}
      {queue.isPending && <Waiting />}
      {queue.isEmpty && <Done queue={queue} showTeam={() => setView("team")} />}
      <ul className={css["rows"]}>{queue.items.map(row)}</ul>
      {queue.accepted.length > 0 && (
        <>
          <h2 className={css["section"]}>{t("hot.inHand", { count: queue.accepted.length })}</h2>
          <ul className={css["rows"]}>{queue.accepted.map(row)}</ul>
        </>
      )}
    </section>
  );
};

const Progress = ({ queue: { done, capacity } }: { queue: Queue }) => {
  const { t } = useTranslation();
  return (
    <>
      <p className={css["sub"]}>
        <span>{capacity === undefined ? "" : t("hot.progress", { done, capacity })}</span>
        <span>
          <IconFilter size={14} stroke={1.7} aria-hidden="true" />
          {t("hot.order")}
        </span>
      </p>
      {capacity !== undefined && (
        <div className={css["meter"]}>
          <span style={{ width: `${Math.min(100, (done / Math.max(1, capacity)) * 100)}%` }} />
        </div>
      )}
    </>
  );
};

const Row = ({
  handoff,
  queue,
  selected,
  select,
  calling,
  call,
  lines,
}: {
  handoff: Handoff;
  queue: Queue;
  selected: boolean;
  select: (id: string) => void;
  calling: boolean;
  call: (handoff: Handoff) => void;
  lines: Lines | undefined;
}) => {
  const may = useMay()("insideSales");
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const headline = useHeadline();
  const { id, lead, movesAt, nextOwner, state, score } = handoff;
  const next = queue.reps.find((rep) => rep.id === nextOwner)?.name;
  const promisedAt = queue.promised.get(handoff.leadId);
  const over = state === "open" && isOver(handoff, now);
  return (
    <li className={css["row"]} data-over={over || undefined} data-selected={selected || undefined}>
      <button type="button" className={css["pick"]} aria-current={selected} onClick={() => select(id)}>
        <span className={css["who"]}>
          <b>{lead.name ?? t("lead.unnamed")}</b>
          <small>{lead.company}</small>
          <small className={css["role"]}>
            {[lead.company, lead.department, lead.title].filter(Boolean).join(t("words.list"))}
          </small>
        </span>
        <Score total={score} lines={lines} />
        <span className={css["why"]}>{headline(handoff)}</span>
        <span className={css["due"]}>
          {calling ? (
            <Pill tone="ok" dot>
              {t("call.on")}
            </Pill>
          ) : state === "accepted" ? (
            <Pill tone="ok" icon={<IconCheck />}>
              {t("hot.accepted")}
            </Pill>
          ) : promisedAt !== undefined && promisedAt - now < DAY ? (
            <Pill tone="ai" icon={<IconPhoneCall />}>
              {t("desk.promised", { at: format.time(promisedAt) })}
            </Pill>
          ) : (
            <DuePill handoff={handoff} />
          )}
        </span>
        {over && movesAt !== undefined && next !== undefined && (
          <span className={css["moves"]}>{t("hot.moves", { at: format.time(movesAt), name: next })}</span>
        )}
      </button>
      {may && (
        <button
          type="button"
          className={css["call"]}
          data-first={over || undefined}
          onClick={() => call(handoff)}
          aria-label={t("call.to", { name: lead.name ?? t("lead.unnamed") })}
        >
          {calling ? <IconPhoneCall size={20} stroke={1.7} /> : <IconPhone size={20} stroke={1.7} />}
        </button>
      )}
    </li>
  );
};

const Waiting = () => (
  <Loading>
    {[1, 0.85, 0.7, 0.55, 0.4].map((opacity) => (
      <div key={opacity} className={css["waiting"]} style={{ opacity }}>
        <Skeleton height={14} width={130} />
        <Skeleton height={16} width={44} />
        <Skeleton height={12} width={180} />
        <Skeleton height={20} width={76} radius="xl" />
      </div>
    ))}
  </Loading>
);
