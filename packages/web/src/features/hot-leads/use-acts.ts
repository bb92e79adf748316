import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type CallNote, openDeal, saveCall } from "../../api/calls.ts";
import { accept, giveBack, type Handoff, handoffsQuery, type ReturnReason } from "../../api/handoffs.ts";
import { leadQuery } from "../../api/leads.ts";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import type { useDrafts } from "./call-draft.ts";
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
  const accepting = useMutation({
    mutationFn: (handoff: Handoff) => accept(handoff.id),
    onMutate: (handoff) => queue.keep(handoff),
    onSuccess: () => refresh(),
    onError: (error, { id }) => {
      queue.release(id);
      tell(error);
      return refresh();
    },
  });
  const name = ({ lead }: Handoff) => lead.name ?? t("lead.unnamed");
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
    save: (handoff: Handoff, note: CallNote) => {
      const still = queries.getQueryData(handoffsQuery("open").queryKey)?.items.some(({ id }) => id === handoff.id);
      act(handoff, t("call.saved", { name: name(handoff) }), async () => {
        await Promise.all([still ? accept(handoff.id) : undefined, saveCall(handoff.leadId, note)]);
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
