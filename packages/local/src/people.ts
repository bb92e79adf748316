import type { DatabaseSync } from "node:sqlite";
import type { Source } from "./loop.ts";
import type { Run } from "./run.ts";
import type { Planned } from "./sample/act.ts";
import { isMember } from "./sample/cast.ts";
import * as Diary from "./sample/diary.ts";
import { reactions } from "./sample/nature.ts";
import { perform, type Visit } from "./sample/perform.ts";
import * as State from "./sample/state.ts";

/** Mails and acts taken at one time: between two batches everything else has its turn. */
const BATCH = 25;

/**
 * The sample company's recipients and colleagues, as a source of work: they read each mail as it was sent, plan what they
 * do about it in a durable diary, and do it when its time comes, through the doors that real people use.
 */
export const people = (db: DatabaseSync, parts: Pick<Run, "engine" | "clock" | "ses">, visit: Visit): Source => {
  const { engine, clock, ses } = parts;
  const diary = Diary.open(db);
  const state = State.open(db);
  const readMails = (): boolean => {
    const mails = ses.sentAfter(diary.readUntil(), BATCH);
    const last = mails.at(-1);
    if (last === undefined) return false;
    const planned = mails.flatMap((mail) => (isMember(mail.to) ? reactions(letterOf(mail)) : []));
    diary.planFor(last.id, planned);
    return true;
  };
  const act = async (): Promise<boolean> => {
    const due = diary.due(clock.now(), BATCH);
    for (const { id, act } of due) {
      const next: Planned[] = await perform(act, `sample:${id}`, { engine, visit });
      diary.done(id, next);
    }
    return due.length > 0;
  };
  return {
    work: async () => {
      if (!state.isAlive()) return false;
      const read = readMails();
      return (await act()) || read;
    },
    nextAt: () => (state.isAlive() ? diary.nextAt() : undefined),
  };
};

type Sent = ReturnType<Run["ses"]["sentAfter"]>[number];

const letterOf = ({ to, mail, at, html, headers }: Sent) => ({
  email: to,
  mail,
  at,
  links: [...new Set(pathsIn(html, /href="([^"]*\/t\/c\/[^"]*)"/g))],
  pixel: pathsIn(html, /src="([^"]*\/t\/o\/[^"]*)"/g)[0],
  unsubscribe: pathsIn(headers["List-Unsubscribe"] ?? "", /<([^>]*\/u\/[^>]*)>/g)[0],
});

/** Only the path: wherever the links of the workspace point to, it is this run that answers. */
const pathsIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, url = ""]) => (URL.canParse(url) ? [new URL(url).pathname] : []));
