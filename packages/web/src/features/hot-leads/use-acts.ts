import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type CallNote, openDeal } from "../../api/calls.ts";
import { accept, giveBack, type Handoff, handoffsQuery, type ReturnReason, reopen } from "../../api/handoffs.ts";
import { leadQuery } from "../../api/leads.ts";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import type { useDrafts } from "./call-draft.ts";
import { isOffline, keep, send } from "./unsent.ts";
import type { Queue } from "./use-queue.ts";

/** What a rep does with a hand-off. Accepting stops the clock at once; the rest can be undone for ten seconds. */
export const useActs = (
  queue: Queue,
  drafts: ReturnType<typeof useDrafts>,
  opened: (next: string | undefined) => void,
) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useUndo();
  const tell = useFailure();
  const refresh = () => queries.invalidateQueries();
  const name = ({ lead }: Handoff) => lead.name ?? t("lead.unnamed");
  const takeBack = (handoff: Handoff) => {
    queue.release(handoff.id);
    void reopen(handoff.id).then(refresh, tell);
  };
  const accepting = useMutation({
    mutationFn: (handoff: Handoff) => accept(handoff.id),
    onMutate: (handoff) => queue.keep(handoff),
    onSuccess: async (_, handoff) => {
      undo({
        text: t("desk.accepted", { name: name(handoff) }),
        run: async () => undefined,
        undo: () => takeBack(handoff),
      });
      await refresh();
    },
    onError: (error, { id }) => {
      queue.release(id);
      tell(error);
      return refresh();
    },
  });
  const takeOut = (handoff: Handoff) => {
    const at = queue.items.findIndex(({ id }) => id === handoff.id);
    const next = queue.items[at + 1] ?? queue.items[at - 1];
    queue.handle(handoff.id);
    opened(next?.id === handoff.id ? undefined : next?.id);
  };
  const take = (handoff: Handoff) => {
    if (handoff.state === "open" && !accepting.isPending) accepting.mutate(handoff);
  };
  const act = (handoff: Handoff, text: string, run: () => Promise<unknown>) => {
    takeOut(handoff);
    undo({
      text,
      run: () => run().then(refresh),
      undo: () => {
        queue.bringBack(handoff.id);
        opened(handoff.id);
      },
    });
  };
  return {
    take,
    takeBack,
    save: (handoff: Handoff, note: CallNote) => {
      const still = queries.getQueryData(handoffsQuery("open").queryKey)?.items.some(({ id }) => id === handoff.id);
      const call = {
        id: crypto.randomUUID(),
        handoff: handoff.id,
        lead: handoff.leadId,
        name: name(handoff),
        note,
        accepts: still === true,
      };
      const at = new Date().toISOString();
      act(handoff, t("call.saved", { name: name(handoff) }), async () => {
        await send(call).catch((error: unknown) => {
          if (!isOffline(error)) throw error;
          keep({ ...call, note: { ...note, at } });
        });
        drafts.set(handoff.id, undefined);
      });
    },
    giveBack: (handoff: Handoff, reason: ReturnReason, note: string) =>
      act(handoff, t("return.done", { name: name(handoff), reason: t(`return.${reason}`) }), () =>
        giveBack(handoff.id, { reason, ...(note === "" ? {} : { note }) }),
      ),
    openDeal: async (handoff: Handoff) => {
      const { email, company } = await queries.ensureQueryData(leadQuery(handoff.leadId));
      act(handoff, t("call.dealOpened", { name: name(handoff) }), () =>
        openDeal({ leadEmail: email, stage: "open", ...(company === undefined ? {} : { company }) }),
      );
    },
  };
};
