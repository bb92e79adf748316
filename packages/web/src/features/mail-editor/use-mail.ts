import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Mail, type MailDraft, type MailProblem, mailQuery, saveMail } from "../../api/mails.ts";
import { Problem } from "../../api.ts";
import { forget, keep, kept } from "./kept.ts";

/**
 * `saved`: the server has it. `waiting`: not yet sent. `here`: only this device has it, the server is away. `theirs`: somebody
 * else has changed it meanwhile. `forbidden`: this person may look, not change.
 */
export type SaveState = "saved" | "waiting" | "saving" | "here" | "theirs" | "forbidden";
export type Written = ReturnType<typeof useMail>;

/** Saved so long after a change; tried again so long after a failure. In ms. */
const SAVE_AFTER = 1_200;
const AGAIN_AFTER = 10_000;

/** The mail that is being written: on the server a moment after each change, on this device until it is there. */
export const useMail = (mail: Mail) => {
  const { id } = mail;
  const queries = useQueryClient();
  const [begun] = useState(() => beginning(mail));
  const [draft, setDraft] = useState(begun.draft);
  const [state, setState] = useState<SaveState>(begun.state);
  const [savedAt, setSavedAt] = useState<number>();
  const [problems, setProblems] = useState<MailProblem[]>([]);
  /** Counts up when the text comes from elsewhere than the fields: those that hold their own copy begin anew. */
  const [round, setRound] = useState(0);
  const seen = useRef(begun.tag);
  const stored = useRef(mail.draft);
  const present = useRef(draft);
  const sending = useRef<Promise<boolean>>(undefined);

  const send = useCallback(
    async (over: boolean, leaving: boolean): Promise<boolean> => {
      const sent = present.current;
      setState("saving");
      try {
        const answer = await saveMail(id, sent, over ? undefined : seen.current, leaving);
        seen.current = answer.tag;
        stored.current = sent;
        setProblems(answer.problems);
        const still = same(present.current, sent);
        if (still) forget(id);
        setState(still ? "saved" : "waiting");
        setSavedAt(Date.now());
        void queries.invalidateQueries({ queryKey: ["mails"] });
        void queries.invalidateQueries({ queryKey: ["mail", id], exact: true });
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
      if (!over && same(present.current, stored.current)) return true;
      sending.current = send(over, leaving);
      return sending.current;
    },
    [send],
  );
  const change = useCallback(
    (patch: { [Name in keyof MailDraft]?: MailDraft[Name] | undefined }) => {
      const next = tidy({ ...present.current, ...patch });
      if (same(next, present.current)) return;
      present.current = next;
      setDraft(next);
      keep(id, { draft: next, tag: seen.current });
      setState((before) => (before === "theirs" || before === "forbidden" ? before : "waiting"));
    },
    [id],
  );
  /** Another whole text, such as an older version. */
  const replace = useCallback(
    (next: MailDraft) => {
      change({ mjml: undefined, markdown: undefined, text: undefined, preheader: undefined, ...next });
      setRound((before) => before + 1);
    },
    [change],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the time anew
  useEffect(() => {
    if (state !== "waiting" && state !== "here") return;
    const timer = setTimeout(() => void save(), state === "waiting" ? SAVE_AFTER : AGAIN_AFTER);
    return () => clearTimeout(timer);
  }, [state, draft, save]);
  useEffect(() => {
    const leave = () => {
      if (!same(present.current, stored.current)) void save(false, isSmall(present.current));
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [save]);

  return {
    draft,
    state,
    savedAt,
    problems,
    round,
    change,
    replace,
    save,
    /** Mine over theirs. */
    keepMine: () => void save(true),
    takeTheirs: async () => {
      const theirs = await queries.fetchQuery({ ...mailQuery(id), staleTime: 0 });
      seen.current = theirs.tag;
      stored.current = theirs.draft;
      present.current = theirs.draft;
      setDraft(theirs.draft);
      forget(id);
      setRound((before) => before + 1);
      setState("saved");
    },
  };
};

/** Without what is not there, so that equal drafts are the same text. */
const tidy = (draft: { [Name in keyof MailDraft]: MailDraft[Name] | undefined }): MailDraft => {
  const { subject = "", name, preheader, mjml, markdown, text } = draft;
  return {
    subject,
    ...(name === undefined ? {} : { name }),
    ...(preheader === undefined || preheader === "" ? {} : { preheader }),
    ...(mjml === undefined ? {} : { mjml }),
    ...(markdown === undefined ? {} : { markdown }),
    ...(text === undefined || text === "" ? {} : { text }),
  };
};
const same = (a: MailDraft, b: MailDraft): boolean => JSON.stringify(tidy(a)) === JSON.stringify(tidy(b));

/** Browsers let a page that closes send 64 kB; more is sent as usual, and kept on the device in any case. */
const isSmall = (draft: MailDraft): boolean => JSON.stringify(draft).length < 20_000;

/** Goes on with what this device had kept, unless that was made from another draft than the server's. */
const beginning = (mail: Mail): { draft: MailDraft; tag: string | undefined; state: SaveState } => {
  const found = kept(mail.id);
  if (found === undefined || same(found.draft, mail.draft)) return { draft: mail.draft, tag: mail.tag, state: "saved" };
  return { ...found, state: found.tag === mail.tag ? "waiting" : "theirs" };
};
