import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, draftQuery, dropDraft, type Model, modelQuery, saveDraft } from "../../api/scoring.ts";
import { Problem } from "../../api.ts";
import { useMay } from "../../ui/may.ts";
import { useFailure } from "../../ui/undo.tsx";
import { type Change, changesOf } from "./changes.ts";

const PAUSE_MS = 700;

export type Edit = (change: (model: Model) => Model) => void;
/** Who may not change the model tries things on what is there, and nothing is stored. */
export type Modelling = {
  running: Model;
  version: number;
  model: Model;
  changes: Change[];
  draft: Draft | undefined;
  mayChange: boolean;
  /** Changed here since the page was opened. */
  touched: boolean;
  saving: boolean;
  conflict: boolean;
  edit: Edit;
  drop: () => Promise<void>;
  reload: () => Promise<void>;
  rebase: () => Promise<void>;
  /** What was changed last is stored when this is done. */
  settle: () => Promise<void>;
};

/** The model that runs, and the draft of the next one: shown at once, stored a moment later. */
export const useModel = (): { state: Modelling | undefined; error: Error | null; retry: () => void } => {
  const mayChange = useMay()("marketer");
  const tell = useFailure();
  const queries = useQueryClient();
  const runs = useQuery(modelQuery);
  const drafted = useQuery({ ...draftQuery, refetchOnWindowFocus: false });
  const [edited, setEdited] = useState<Model>();
  const [conflict, setConflict] = useState(false);
  const pending = useRef<{ model: Model; timer: ReturnType<typeof setTimeout> }>(undefined);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const draft = drafted.data?.draft;

  const save = useMutation({
    mutationFn: async ({ model, rebase = false }: { model: Model; rebase?: boolean }) => {
      const known = queries.getQueryData(draftQuery.queryKey)?.draft;
      const now = queries.getQueryData(modelQuery.queryKey)?.model;
      if (now !== undefined && changesOf(now, model).length === 0) {
        await dropDraft();
        queries.setQueryData(draftQuery.queryKey, {});
      } else queries.setQueryData(draftQuery.queryKey, await saveDraft(model, known?.rev ?? 0, rebase));
    },
    onError: (error) => (error instanceof Problem && error.reason === "edited" ? setConflict(true) : tell(error)),
  });
  const { mutateAsync } = save;
  const store = useCallback(
    (model: Model, rebase = false) => {
      // One after the other: each save knows the revision that the one before it made. What fails is told by `onError`.
      last.current = last.current.then(() => mutateAsync({ model, rebase }).catch(() => undefined));
      return last.current;
    },
    [mutateAsync],
  );
  const settle = useCallback(async () => {
    const waiting = pending.current;
    pending.current = undefined;
    if (waiting !== undefined) {
      clearTimeout(waiting.timer);
      await store(waiting.model);
    }
    await last.current;
  }, [store]);
  useEffect(() => () => void settle(), [settle]);

  const running = runs.data?.model;
  const model = edited ?? draft?.model ?? running;
  const error = runs.error ?? drafted.error;
  const retry = () => void Promise.all([runs.refetch(), drafted.refetch()]);
  if (running === undefined || model === undefined || drafted.isPending) return { state: undefined, error, retry };
  const reload = async () => {
    clearTimeout(pending.current?.timer);
    pending.current = undefined;
    await Promise.all([runs.refetch(), drafted.refetch()]);
    setEdited(undefined);
    setConflict(false);
  };
  return {
    error,
    retry,
    state: {
      running,
      version: runs.data?.version ?? 0,
      model,
      changes: changesOf(running, model),
      draft,
      mayChange,
      touched: edited !== undefined,
      saving: save.isPending,
      conflict,
      settle,
      reload,
      edit: (change) => {
        const next = change(pending.current?.model ?? model);
        setEdited(next);
        if (!mayChange) return;
        clearTimeout(pending.current?.timer);
        pending.current = { model: next, timer: setTimeout(() => void settle(), PAUSE_MS) };
      },
      drop: async () => {
        clearTimeout(pending.current?.timer);
        pending.current = undefined;
        if (mayChange) {
          await dropDraft();
          queries.setQueryData(draftQuery.queryKey, {});
        }
        setEdited(undefined);
        setConflict(false);
      },
      rebase: async () => {
        await store(model, true);
      },
    },
  };
};
