import { useCallback, useEffect, useSyncExternalStore } from "react";
import { type CallNote, saveCall } from "../../api/calls.ts";
import { accept } from "../../api/handoffs.ts";
import { Problem } from "../../api.ts";

/** A call note that did not reach the server; kept on this device. `refused`: it did, and was not taken. */
export type Unsent = {
  id: string;
  handoff: string;
  lead: string;
  name: string;
  note: CallNote;
  accepts: boolean;
  refused?: string;
};

const key = "rekindle.unsent";
const AGAIN_MS = 15_000;
const heard = new Set<() => void>();
const text = () => localStorage.getItem(key) ?? "[]";
const listed = (): Unsent[] => JSON.parse(text());
const store = (items: Unsent[]) => {
  if (items.length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(items));
  for (const hear of heard) hear();
};
const hear = (changed: () => void) => {
  heard.add(changed);
  return () => void heard.delete(changed);
};

export const keep = (one: Unsent): void => store([...listed().filter(({ id }) => id !== one.id), one]);
export const drop = (id: string): void => store(listed().filter((one) => one.id !== id));

/** Sends a note. Whoever answered the hand-off meanwhile has it; what was said on the phone is saved all the same. */
export const send = async ({ id, handoff, lead, note, accepts }: Unsent): Promise<void> => {
  await saveCall(lead, note, id);
  if (!accepts) return;
  await accept(handoff).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
  });
};

export const isOffline = (error: unknown): boolean => error instanceof Problem && error.status === 0;

/** One at a time, whoever asks for it: the page that opens, the network that is back, a press. */
let sending: Promise<boolean> | undefined;
/** False: there is still no network. */
const sendAll = async (): Promise<boolean> => {
  for (const one of listed()) {
    try {
      await send(one);
      drop(one.id);
    } catch (error) {
      if (isOffline(error)) return false;
      keep({ ...one, refused: error instanceof Problem ? (error.detail ?? error.message) : String(error) });
    }
  }
  return true;
};

/** What waits on this device; sent again by itself when the page opens and as soon as the network is back. */
export const useUnsent = (sent: () => void): { items: Unsent[]; retry: () => Promise<void> } => {
  const items: Unsent[] = JSON.parse(useSyncExternalStore(hear, text));
  const retry = useCallback(async () => {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    if (await sending) sent();
  }, [sent]);
  const waits = items.some(({ refused }) => refused === undefined);
  useEffect(() => {
    if (!waits) return;
    const again = () => void retry();
    again();
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [waits, retry]);
  return { items, retry };
};
