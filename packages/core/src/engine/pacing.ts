import { type Catalogue, currentGraph, graphOf } from "../catalogue.ts";
import type { MailEffect } from "../leads/lead.ts";
import { type Asked, ask, type Turn } from "../mail/pacing.ts";
import { type Ledger, read } from "../mail/pacing-ledger.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { sendEach } from "./message.ts";

/** SES answers GetAccount once a second for the whole account: one worker asks, once a minute, and the ledger tells the others. */
const ACCOUNT_LIFE_MS = 60_000;
/** What SES gives everybody, until it says otherwise. */
const sandbox = { ratePerSecond: 1, quotaPerDay: 200, sentLastDay: 0 };

const MOST_TRIES = 40;
/** Nobody could write the ledger: nothing goes without a turn. */
const TROUBLE_MS = 60_000;

/** A mail that is to go. `turn`: its second, if it has one already. */
export type Paced = { lead: string; effect: MailEffect; turn: Held };
export type Held = { second?: number };

/**
 * Whose turn it is, once it is: waits for the first second that any of these mails has. `rest` has a later one and is asked
 * for again; `later` must come back. Without a turn nothing goes.
 */
export const takeTurns = async <Mail extends Paced>(
  engine: Engine,
  mails: Mail[],
  catalogue: Catalogue,
): Promise<{ go: Mail[]; rest: Mail[]; later: { mail: Mail; until: Instant }[] }> => {
  const { clock } = engine.world;
  const later: { mail: Mail; until: Instant }[] = [];
  const without = mails.filter(({ turn }) => isOver(turn.second, clock.now()));
  const turns =
    without.length === 0
      ? []
      : await turnsFor(
          engine,
          without.map(({ effect }) => effect),
          catalogue,
        );
  for (const [index, mail] of without.entries()) {
    const turn = turns[index];
    delete mail.turn.second;
    if (turn === undefined || "until" in turn) later.push({ mail, until: turn?.until ?? clock.now() + TROUBLE_MS });
    else mail.turn.second = turn.second;
  }
  if (later.length > 0)
    await comeBack(
      engine,
      later.map(({ mail, until }) => ({ lead: mail.lead, until })),
    );
  const ready = mails.filter(({ turn }) => turn.second !== undefined);
  const first = Math.min(...ready.map(({ turn }) => turn.second ?? Number.POSITIVE_INFINITY));
  // Timers may be a millisecond early, which is another second.
  while (ready.length > 0 && clock.wait !== undefined && clock.now() < first * 1000)
    await clock.wait(first * 1000 - clock.now());
  const go = ready.filter(({ turn }) => turn.second === first && !isOver(first, clock.now()));
  return { go, rest: ready.filter((mail) => !go.includes(mail)), later };
};

/** A turn is good for its second alone. */
export const isOver = (second: number | undefined, now: Instant): boolean =>
  second === undefined || now >= (second + 1) * 1000;

/** A turn for each of these mails, taken from the ledger in one conditional write. Without an answer no turn was taken. */
const turnsFor = async (engine: Engine, effects: MailEffect[], catalogue: Catalogue): Promise<Turn[]> => {
  const { world } = engine;
  const asked = effects.map(
    (effect): Asked => ({ priority: priorityOf(catalogue, effect), fresh: effect.attempt === 1 }),
  );
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await world.table.get(keys.pacing, "consistent");
    const known = await withAccount(engine, item === undefined ? undefined : bodyOf<Ledger>(item));
    const { ledger, turns } = ask(known, asked, world.clock.now(), catalogue.settings, world.clock.wait !== undefined);
    const put = { ...keys.pacing, rev: (item?.rev ?? 0) + 1, body: JSON.stringify(ledger) };
    const [answer] = await world.table
      .commit([{ put, expect: item?.rev ?? 0 }])
      .catch((error: unknown) => unanswered(engine, error));
    if (answer === "stored") return turns;
  }
  world.log("pacing.contended", { mails: effects.length });
  return effects.map(() => ({ until: world.clock.now() + TROUBLE_MS }));
};

const unanswered = ({ world }: Engine, error: unknown): "conflict"[] => {
  world.log("pacing.unanswered", { error: error instanceof Error ? error.name : String(error) });
  return ["conflict"];
};

const withAccount = async ({ world }: Engine, known: Ledger | undefined): Promise<Ledger> => {
  const now = world.clock.now();
  if (known !== undefined && now - known.account.readAt < ACCOUNT_LIFE_MS) return known;
  try {
    return read(known, await world.mailer.account(), world.clock.now());
  } catch (error) {
    world.log("pacing.noAccount", { error: error instanceof Error ? error.name : String(error) });
    return known === undefined ? read(undefined, sandbox, now) : unheard(known, now);
  }
};

/** What was known last still counts, with all that went since; a new day begins anew, or silence would end all mail. */
const unheard = (known: Ledger, now: Instant): Ledger => {
  const isNewDay = Math.floor(now / DAY_MS) > Math.floor(known.account.readAt / DAY_MS);
  return { ...known, account: { ...known.account, readAt: now }, since: isNewDay ? 0 : known.since };
};
const DAY_MS = 86_400_000;

/** The workflow's priority as it is published now. */
const priorityOf = (catalogue: Catalogue, { workflow, workflowVersion }: MailEffect): number =>
  (currentGraph(catalogue, workflow) ?? graphOf(catalogue, workflow, workflowVersion))?.definition.priority ?? 50;

/** Leads in one message, as the tick has them. */
const PER_MESSAGE = 50;
/** The longest that SQS keeps a message back; what comes later is found by the tick. */
const MOST_DELAY_MS = 15 * 60_000;

/** Lets leads be looked at when their turn comes: together, so that the queue carries few messages, and no sooner. */
const comeBack = async (engine: Engine, waiting: { lead: string; until: Instant }[]): Promise<void> => {
  const now = engine.world.clock.now();
  const byTime = new Map<Instant, string[]>();
  for (const { lead, until } of waiting)
    if (until - now <= MOST_DELAY_MS) byTime.set(until, [...(byTime.get(until) ?? []), lead]);
  const messages = [...byTime].flatMap(([until, leads]) =>
    chunks(leads).map((part) => ({
      message: { kind: "look" as const, leads: part },
      delayMs: Math.max(0, until - now),
    })),
  );
  if (messages.length > 0) await sendEach(engine, messages);
};

const chunks = (leads: string[]): string[][] =>
  Array.from({ length: Math.ceil(leads.length / PER_MESSAGE) }, (_, n) =>
    leads.slice(n * PER_MESSAGE, (n + 1) * PER_MESSAGE),
  );
