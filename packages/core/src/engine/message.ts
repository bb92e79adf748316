import type { Cause } from "../leads/cause.ts";
import type { Engine } from "./engine.ts";

/** What the lead queue carries. All of it may be delivered again, and in any order. */
export type Message =
  /** Find out what is due. `tries`: it failed before, in company. */
  | { kind: "look"; leads: string[]; tries?: number }
  | { kind: "cause"; lead: string; cause: Cause; tries?: number }
  | { kind: "payload"; source: string; payload: string }
  /** Look at your company: it changed. Never says how, since messages reorder. */
  | { kind: "company"; company: string; leads: string[] }
  /** Tell a deal's companies, from this page of members on. */
  | { kind: "deal"; deal: string }
  | { kind: "job"; job: string };

export const send = ({ world }: Engine, messages: Message[], delayMs?: number): Promise<void> =>
  world.queue.send(
    messages.map((message) => ({ body: JSON.stringify(message), ...(delayMs === undefined ? {} : { delayMs }) })),
  );

/** Each when its own time has come. */
export const sendEach = ({ world }: Engine, messages: { message: Message; delayMs: number }[]): Promise<void> =>
  world.queue.send(
    messages.map(({ message, delayMs }) => ({
      body: JSON.stringify(message),
      ...(delayMs > 0 ? { delayMs } : {}),
    })),
  );

/** Only we write to the queue; the shape is checked so far that a foreign message fails by itself and not somewhere inside. */
export const parse = (body: string): Message => {
  const message: Message = JSON.parse(body);
  if (!kinds.includes(message.kind)) throw new Error(`Unknown message kind ${String(message.kind)}`);
  return message;
};
const kinds: Message["kind"][] = ["look", "cause", "payload", "company", "deal", "job"];
