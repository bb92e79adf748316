import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Definition, Fault } from "../../api/definition.ts";
import { saveDraft, type Workflow, workflowQuery } from "../../api/workflows.ts";
import { Problem } from "../../api.ts";
import * as History from "./document/history.ts";
import { withIds } from "./document/places.ts";
import { forget, keep, kept } from "./kept.ts";

/**
 * `saved`: the server has it. `waiting`: not yet sent. `here`: only this device has it, since its shape is not whole or the
 * server is away. `theirs`: somebody else has changed it meanwhile. `forbidden`: this person may look, not change.
 */
export type SaveState = "saved" | "waiting" | "saving" | "here" | "theirs" | "forbidden";
export type Document = ReturnType<typeof useDocument>;

/** Saved so long after a change, in ms. */
const SAVE_AFTER = 2_000;

/** The workflow that is being edited: one document, one undo stack, on the server two seconds after each change. */
export const useDocument = (workflow: Workflow, first: Definition) => {
  const { id } = workflow;
  const queries = useQueryClient();
  const [begun] = useState(() => beginning(workflow, first));
  const [history, setHistory] = useState(() => History.begin(begun.definition));
  const [state, setState] = useState<SaveState>(begun.state);
  const [savedAt, setSavedAt] = useState<number>();
  const [faults, setFaults] = useState<{ problems: Fault[]; warnings: Fault[] }>({
    problems: workflow.problems,
    warnings: workflow.warnings ?? [],
  });
  const seen = useRef(begun.tag);
  const stored = useRef(begun.stored);
  /** What the server has looked at last, whether it could store it or not. */
  const judged = useRef(begun.stored);
  const present = useRef(history.present);
  const sending = useRef<Promise<boolean>>(undefined);
  const definition = history.present;

  const send = useCallback(
    async (over: boolean, leaving: boolean): Promise<boolean> => {
      const sent = present.current;
      setState("saving");
      try {
        const answer = await saveDraft(id, sent, over ? undefined : seen.current, leaving);
        setFaults({ problems: answer.problems, warnings: answer.warnings });
        judged.current = sent;
        const still = History.same(present.current, sent);
        if (answer.draft === undefined) {
          setState(still ? "here" : "waiting");
          return false;
        }
        seen.current = answer.tag;
        stored.current = sent;
        if (still) forget(id);
        setState(still ? "saved" : "waiting");
        setSavedAt(Date.now());
        // Whoever goes on from here, such as the preview, goes on from this draft and saves over it.
        queries.setQueryData(workflowQuery(id).queryKey, (known) =>
          known === undefined ? known : { ...known, draft: sent, ...answer, id },
        );
        void queries.invalidateQueries({ queryKey: ["workflows"] });
        return true;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const forbidden = error.status === 401 || error.status === 403;
        setState(error.reason === "edited" ? "theirs" : forbidden ? "forbidden" : "here");
        return false;
      }
    },
    [id, queries],
  );
  /** Sends what is there now, after what is under way. True: the server has it. */
  const save = useCallback(
    async (over = false, leaving = false): Promise<boolean> => {
      await sending.current;
      if (!over && [stored, judged].every(({ current }) => History.same(present.current, current))) return true;
      sending.current = send(over, leaving);
      return sending.current;
    },
    [send],
  );

  useEffect(() => {
    present.current = definition;
    if (History.same(definition, judged.current)) return;
    keep(id, { definition, tag: seen.current });
    setState((before) => (before === "theirs" || before === "forbidden" ? before : "waiting"));
  }, [definition, id]);
  useEffect(() => {
    if (state !== "waiting") return;
    const timer = setTimeout(() => void save(), SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [state, save]);
  // The server may be back; what it refused as it stands is sent again only when it has changed.
  const away = state === "here" && !History.same(definition, judged.current);
  useEffect(() => {
    if (!away) return;
    const timer = setInterval(() => void save(), 10_000);
    return () => clearInterval(timer);
  }, [away, save]);
  useEffect(() => {
    const leave = () => {
      if (!History.same(present.current, stored.current)) void save(false, isSmall(present.current));
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [save]);

  return {
    definition,
    state,
    savedAt,
    ...faults,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: useCallback((next: Definition, mark?: string) => {
      setHistory((before) => History.commit(before, next, mark));
    }, []),
    undo: useCallback(() => setHistory(History.undo), []),
    redo: useCallback(() => setHistory(History.redo), []),
    save,
    /** Mine over theirs. */
    keepMine: () => void save(true),
    /** Theirs; mine stays one step back. */
    takeTheirs: async () => {
      const theirs = await queries.fetchQuery({ ...workflowQuery(id), staleTime: 0 });
      const next = theirs.draft ?? theirs.published;
      if (next === undefined) return;
      seen.current = theirs.tag;
      stored.current = withIds(next);
      judged.current = stored.current;
      forget(id);
      setHistory((before) => History.commit(before, withIds(next)));
      setFaults({ problems: theirs.problems, warnings: theirs.warnings ?? [] });
      setState("saved");
    },
  };
};

/** Browsers let a page that closes send 64 kB; more is sent as usual, and kept on the device in any case. */
const isSmall = (definition: Definition): boolean => JSON.stringify(definition).length < 20_000;

/** Goes on with what this device had kept, unless that was made from another draft than the server's. */
const beginning = (workflow: Workflow, first: Definition) => {
  const server = withIds(first);
  const found = kept(workflow.id);
  if (found === undefined || History.same(found.definition, server))
    return { definition: server, stored: server, tag: workflow.tag, state: "saved" as const };
  const same = found.tag === workflow.tag;
  return {
    definition: withIds(found.definition),
    stored: server,
    tag: found.tag,
    state: same ? ("waiting" as const) : ("theirs" as const),
  };
};
