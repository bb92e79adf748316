import type { Cause } from "../leads/cause.ts";
import type {
  AttributeValue,
  CompanySeen,
  Effect,
  Lead,
  MailEffect,
  NotifyEffect,
  WebhookEffect,
} from "../leads/lead.ts";
import * as Render from "../mail/render.ts";
import type { Given } from "../story/turn.ts";
import type { Instant, Mail, MailOutcome } from "../world/world.ts";
import { messageTo } from "./channel.ts";
import { seenOf } from "./company.ts";
import type { Engine } from "./engine.ts";
import { keys } from "./keys.ts";
import { type Held, isOver, takeTurns } from "./pacing.ts";
import { signedHeaders } from "./signed-headers.ts";

/** An effect is carried out within so long of its commit, or left to recovery. Shorter than the grace by far. */
const SEND_BUDGET_MS = 30_000;

/** `turn`: the second in which its mail may go, where mails are paced. */
type Task = { lead: string; record?: Lead; carried: Set<string>; turn: Held };
/** `forget`: the effect was withdrawn, and may be authorised anew under the same name; or it waits for its turn. */
type Due<E extends Effect> = { lead: Lead; effect: E; turn: Held; forget(): boolean };
type Outcomes = Map<string, Cause[]>;

/**
 * Does what these records ask of this worker, each effect once, and says what came of it as causes. Effects of other
 * workers are theirs. `waiting`: leads whose mail has a later turn, and which must be brought again.
 */
export const carryOut = async (
  engine: Engine,
  tasks: Task[],
  given: Given,
): Promise<{ outcomes: Outcomes; waiting: Set<string> }> => {
  const outcomes: Outcomes = new Map();
  const mine = tasks.flatMap<Due<Effect>>(({ record, carried, turn }) =>
    (record?.outbox ?? []).flatMap((effect) => {
      const key = `${effect.id} ${effect.attempt}`;
      if (record === undefined || effect.claim !== given.claim || effect.retryAt !== undefined || carried.has(key))
        return [];
      carried.add(key);
      return [{ lead: record, effect, turn, forget: () => carried.delete(key) }];
    }),
  );
  if (mine.length === 0) return { outcomes, waiting: new Set() };
  const mails = mine.filter(isMail);
  const { go, waiting } = engine.config.pacing
    ? await inTurn(engine, mails, given, outcomes)
    : { go: mails, waiting: new Set<string>() };
  await sendMails(engine, go, given, outcomes);
  // The lead's next mail takes a turn of its own, also within this second.
  for (const { turn } of go) delete turn.second;
  for (const { lead, effect } of mine) {
    if (effect.kind === "mail" || isLate(engine, effect)) continue;
    note(outcomes, lead.id, await tell(engine, lead, effect, given));
  }
  return { outcomes, waiting };
};

/** Those whose turn it is. Whoever gets none within the send budget is told when to come back: certainly not sent. */
const inTurn = async (
  engine: Engine,
  mails: Due<MailEffect>[],
  given: Given,
  outcomes: Outcomes,
): Promise<{ go: Due<MailEffect>[]; waiting: Set<string> }> => {
  const timely = mails.filter(({ effect }) => !isLate(engine, effect));
  const paced = timely.map((due) => ({ due, lead: due.lead.id, effect: due.effect, turn: due.turn }));
  const { go, rest, later } = await takeTurns(engine, paced, given.catalogue);
  for (const { mail, until } of later) note(outcomes, mail.lead, notNow(engine, mail.effect, until));
  for (const { due } of rest) due.forget();
  return { go: go.map(({ due }) => due), waiting: new Set(rest.map(({ lead }) => lead)) };
};

const notNow = ({ world }: Engine, { id, claim }: MailEffect, until: Instant): Cause => ({
  type: "outcome",
  mail: id,
  claim,
  outcome: { status: "refused", reason: "waits for its turn to be sent", retry: true, until },
  at: world.clock.now(),
});

const isMail = (due: Due<Effect>): due is Due<MailEffect> => due.effect.kind === "mail";
const isLate = ({ world }: Engine, { at }: Effect): boolean => world.clock.now() - at > SEND_BUDGET_MS;

const note = (outcomes: Outcomes, lead: string, ...causes: Cause[]): void => {
  outcomes.set(lead, [...(outcomes.get(lead) ?? []), ...causes]);
};

/** The company is read after the commit, consistently: its revision must be the one that the record has seen. */
const sendMails = async (engine: Engine, mails: Due<MailEffect>[], given: Given, outcomes: Outcomes): Promise<void> => {
  const companies = await companiesOf(engine, mails);
  const groups = new Map<string, Due<MailEffect>[]>();
  for (const due of mails) {
    const { lead, effect } = due;
    const now = lead.company === undefined ? undefined : companies.get(lead.company.key);
    if (
      lead.company !== undefined &&
      now !== undefined &&
      (now.open > 0 || now.rev !== (lead.gate.company?.rev ?? 0))
    ) {
      const at = engine.world.clock.now();
      due.forget();
      note(
        outcomes,
        lead.id,
        { type: "company", company: lead.company.key, seen: now, at },
        { type: "withdraw", mail: effect.id, claim: effect.claim, reason: "the company changed", at },
      );
      continue;
    }
    const name = `${effect.template}@${effect.version}`;
    groups.set(name, [...(groups.get(name) ?? []), due]);
  }
  for (const [name, group] of groups) await sendGroup(engine, name, group, given, outcomes);
};

const companiesOf = async ({ world }: Engine, mails: Due<MailEffect>[]): Promise<Map<string, CompanySeen>> => {
  const wanted = [...new Set(mails.flatMap(({ lead }) => lead.company?.key ?? []))];
  if (wanted.length === 0) return new Map();
  const items = await world.table.getMany(wanted.map(keys.company), "consistent");
  return new Map(wanted.map((key, index) => [key, seenOf(items[index])]));
};

const sendGroup = async (
  engine: Engine,
  name: string,
  group: Due<MailEffect>[],
  given: Given,
  outcomes: Outcomes,
): Promise<void> => {
  const { world } = engine;
  const { settings, mails } = given.catalogue;
  const template = mails[name];
  const answered = (due: Due<MailEffect>, outcome: MailOutcome, subject?: string) =>
    note(outcomes, due.lead.id, {
      type: "outcome",
      mail: due.effect.id,
      claim: due.effect.claim,
      outcome,
      at: world.clock.now(),
      ...(subject === undefined ? {} : { subject }),
      ...traceOf(due),
    });
  if (template === undefined) {
    for (const due of group) answered(due, { status: "refused", reason: `template ${name} is missing`, retry: false });
    return;
  }
  const ready: { due: Due<MailEffect>; mail: Mail }[] = [];
  for (const due of group) {
    const { lead, effect } = due;
    try {
      const deal = lead.enrolments.find(({ id }) => id === effect.enrolment)?.deal;
      const { slots, headers } = Render.slotsFor(template, {
        lead,
        mail: effect.id,
        settings,
        seal: world.seal,
        ...(deal === undefined ? {} : { deal }),
      });
      ready.push({ due, mail: { mail: effect.id, lead: lead.id, to: lead.email, slots, headers, ...traceOf(due) } });
    } catch (error) {
      answered(due, {
        status: "refused",
        reason: error instanceof Error ? error.message : String(error),
        retry: false,
      });
    }
  }
  const timely = ready.filter(({ due }) => {
    if (isLate(engine, due.effect)) return false;
    if (!engine.config.pacing || !isOver(due.turn.second, world.clock.now())) return true;
    note(outcomes, due.lead.id, notNow(engine, due.effect, world.clock.now()));
    return false;
  });
  if (timely.length === 0) return;
  const shared = Render.toMailTemplate(template, settings);
  const results = await world.mailer.send({
    from: settings.sender,
    template: shared,
    mails: timely.map(({ mail }) => mail),
  });
  timely.forEach(({ due, mail }, index) => {
    const outcome = results[index] ?? { status: "unknown" as const, reason: "no answer" };
    if (outcome.status !== "unknown")
      answered(due, outcome, Render.fill({ ...shared, html: "", text: "" }, mail.slots).subject);
    const final = outcome.status === "refused" && !outcome.retry;
    const lagMs = Math.max(0, world.clock.now() - (due.lead.dueAt ?? due.effect.at));
    world.log("mail.attempted", {
      lead: due.lead.id,
      mail: mail.mail,
      status: final ? "failed" : outcome.status,
      lagMs,
      ...traceOf(due),
    });
  });
};

/** The request whose decision authorised the mail; a mail that a timer let go has none. */
const traceOf = ({ lead, effect }: Due<MailEffect>): { trace?: string } => {
  const entry = lead.tail.findLast(({ facts }) =>
    facts.some((fact) => fact.type === "mail.authorised" && fact.mail === effect.id),
  );
  return entry?.cause.trace === undefined ? {} : { trace: entry.cause.trace };
};

const tell = async (
  engine: Engine,
  lead: Lead,
  effect: NotifyEffect | WebhookEffect,
  { catalogue }: Given,
): Promise<Cause> => {
  const { world } = engine;
  const done = (ok: boolean, result: string, fills?: Record<string, AttributeValue>): Cause => ({
    type: "effectDone",
    effect: effect.id,
    claim: effect.claim,
    ok,
    result,
    at: world.clock.now(),
    ...(fills === undefined ? {} : { fills }),
  });
  if (effect.kind === "notify") {
    const channel = catalogue.settings.channels[effect.channel];
    if (channel === undefined) return done(true, "kept here: the workspace has no such channel");
    const answer = await world.outside.post(
      messageTo(channel, effect.text, `${lead.id}.${effect.id}`, world, catalogue.signing),
    );
    return answer.status === "unknown"
      ? done(false, answer.reason)
      : done(answer.status < 300, `answered ${answer.status}`);
  }
  const headers = signedHeaders(world, catalogue.signing, `${lead.id}.${effect.id}`, effect.body);
  const answer = await world.outside.post({ url: effect.url, headers, body: effect.body });
  if (answer.status === "unknown") return done(false, answer.reason);
  const ok = answer.status < 300;
  return done(ok, `answered ${answer.status}`, ok ? filled(effect, answer.body) : undefined);
};

/** Attributes from a webhook's JSON answer, by dotted paths; what is not there or no plain value fills nothing. */
const filled = ({ fills }: WebhookEffect, body: string): Record<string, AttributeValue> => {
  if (fills === undefined) return {};
  const answer = parsed(body);
  return Object.fromEntries(
    Object.entries(fills).flatMap(([name, path]) => {
      const value = path
        .split(".")
        .reduce<unknown>((at, part) => (isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined), answer);
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [[name, value] as const]
        : [];
    }),
  );
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
