import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";
import { leadQuery, scoreQuery } from "../../api/leads.ts";
import { scoringQuery } from "../../api/workspace.ts";
import { useMay } from "../../ui/may.ts";
import { blank, isBlank, useDrafts } from "./call-draft.ts";
import { CallForm } from "./call-form.tsx";
import css from "./hot-leads.module.css";
import { LeadPane } from "./lead-pane.tsx";
import { QueueList } from "./queue.tsx";
import { useActs } from "./use-acts.ts";
import { useCallKeys } from "./use-call-keys.ts";
import { useDial } from "./use-dial.ts";
import { usePinned } from "./use-pinned.ts";
import { usePreview } from "./use-preview.ts";
import { useQueue } from "./use-queue.ts";
import { useReturnDialog } from "./use-return-dialog.ts";

const PhoneLead = lazy(() => import("./phone.tsx").then(({ PhoneLead: shown }) => ({ default: shown })));
const NoteHead = lazy(() => import("./phone.tsx").then(({ NoteHead: shown }) => ({ default: shown })));

const route = getRouteApi("/hot-leads");

/** The rep's screen: the queue, the lead, the call note. The first row is open; saving opens the next one. */
export const HotLeads = () => {
  const { t } = useTranslation();
  const { id, view: shown, note } = route.useSearch();
  const navigate = route.useNavigate();
  const phone = useMediaQuery("(max-width: 600px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const narrow = useMediaQuery("(max-width: 1100px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const lines = useQuery(scoringQuery).data?.lines;
  const drafts = useDrafts();
  const [returning, setReturning] = useState<Handoff>();
  const queue = useQueue(shown === "team" || shown === "mine" ? shown : undefined);
  const select = (next: string | undefined, noteOpen = false) =>
    void navigate({ search: { view: shown, id: next, note: noteOpen ? "1" : undefined }, replace: !phone });
  const all = [...queue.items, ...queue.accepted];
  const picked = all.find((handoff) => handoff.id === id);
  const current = picked ?? (phone || id !== undefined ? undefined : queue.items[0]);
  usePinned({
    id,
    all,
    first: phone ? undefined : queue.items[0]?.id,
    ready: !queue.isPending && (id === undefined || !queue.isHandled(id)),
    select,
  });
  const at = queue.items.findIndex((handoff) => handoff.id === current?.id);
  const nextUp = queue.items[at + 1];
  useQueries({
    queries: queue.items.slice(at + 1, at + 3).flatMap(({ leadId }) => [
      { ...leadQuery(leadId), refetchInterval: false as const },
      { ...scoreQuery(leadId), refetchInterval: false as const },
    ]),
  });
  const acts = useActs(queue, drafts, (next) => select(next));
  const draft = current === undefined ? blank : drafts.of(current.id);
  const [composing, setComposing] = useState(false);
  const preview = usePreview(current?.leadId, draft, composing);
  const change = (changed: typeof draft) => current && drafts.set(current.id, changed);
  const dial = useDial(phone, () => current && select(current.id, true));
  const call = (handoff: Handoff) => {
    acts.take(handoff);
    drafts.set(handoff.id, { ...drafts.of(handoff.id), startedAt: Date.now() });
    if (phone) select(handoff.id);
    void dial(handoff);
  };
  const save = () => current && !isBlank(draft) && acts.save(current, preview.note);
  useCallKeys({
    queue: queue.items,
    current,
    draft,
    read: preview.read,
    select,
    change,
    call,
    save,
    take: acts.take,
    openDeal: (handoff) => void acts.openDeal(handoff),
    giveBack: setReturning,
    openNote: () => current && select(current.id, true),
  });
  const may = useMay()("insideSales");
  const form = current !== undefined && may && (
    <CallForm
      key={`form ${current.id}`}
      handoff={current}
      draft={draft}
      preview={preview}
      change={change}
      composing={setComposing}
      save={save}
      openDeal={() => void acts.openDeal(current)}
      giveBack={() => setReturning(current)}
      next={nextUp?.lead.name}
    />
  );
  const ReturnDialog = useReturnDialog();
  const dialog = returning !== undefined && ReturnDialog !== undefined && (
    <ReturnDialog
      handoff={returning}
      close={() => setReturning(undefined)}
      giveBack={(reason, why) => {
        acts.giveBack(returning, reason, why);
        setReturning(undefined);
      }}
    />
  );
  const list = (
    <QueueList
      queue={queue}
      setView={(next) => void navigate({ search: { view: next } })}
      selected={current?.id}
      select={select}
      calling={(handoff) =>
        drafts.of(handoff).startedAt !== undefined && queue.items.some((item) => item.id === handoff)
      }
      call={call}
      lines={lines}
    />
  );
  if (phone)
    return (
      <Suspense>
        {current === undefined ? (
          list
        ) : note === "1" ? (
          <>
            <NoteHead handoff={current} back={() => select(current.id)} />
            {form}
          </>
        ) : (
          <PhoneLead
            handoff={current}
            place={`${at + 1} / ${queue.items.length}`}
            back={() => select(undefined)}
            call={() => call(current)}
            take={() => acts.take(current)}
            takeBack={() => acts.takeBack(current)}
            note={() => select(current.id, true)}
            giveBack={() => setReturning(current)}
          />
        )}
        {dialog}
      </Suspense>
    );
  return (
    <div className={css["desk"]} data-narrow={narrow || undefined}>
      {list}
      {current === undefined ? (
        <p className={css["none"]}>{queue.isPending || queue.isEmpty ? "" : t("hot.pick")}</p>
      ) : (
        <LeadPane
          key={`lead ${current.id}`}
          handoff={current}
          phone={false}
          call={() => call(current)}
          take={() => acts.take(current)}
          takeBack={() => acts.takeBack(current)}
          note={narrow ? () => select(current.id, true) : undefined}
        />
      )}
      {narrow ? (
        <Drawer
          opened={note === "1" && current !== undefined}
          onClose={() => select(current?.id)}
          position="right"
          size={400}
          title={t("call.title")}
          closeButtonProps={{ "aria-label": t("dialog.close") }}
        >
          {form}
        </Drawer>
      ) : (
        form || <p className={css["none"]}>{may ? "" : t("hot.lookOnly")}</p>
      )}
      {dialog}
    </div>
  );
};
