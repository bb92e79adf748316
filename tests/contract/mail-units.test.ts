import { handle } from "@rekindle/core/engine/handle";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { tick } from "@rekindle/core/engine/tick";
import { expect, onTestFinished, test } from "vitest";
import { lab } from "../support/lab.ts";
import { meteredTable, sum, type Used } from "../support/metered.ts";

const people = 20;
const dayMs = 86_400_000;

/** Half of the people work at a company, each at another one. */
const list = [
  "会社名,部署名,氏名,e-mail",
  ...Array.from({ length: people }, (_, n) => {
    const company = n % 2 === 0 ? `港物流${n}株式会社` : "";
    return `${company},経理部,渡辺 真由美${n},mayumi${n}@minato-logi.example`;
  }),
].join("\n");

const twoMails = `
name: Two mails
triggers: [{ kind: list, list: expo }]
steps:
  - { id: settle, kind: wait, for: P1D }
  - { id: first, kind: email, template: one }
  - { id: pause, kind: wait, for: P3D }
  - { id: second, kind: email, template: two }
  - { id: rest, kind: wait, for: P30D }
`;

/** The lead's own way; the rest is shared by all leads of a batch, or kept by the stream handler. */
const own = ["due", "getMany lead", "put entry", "commit lead", "getMany company", "put aside"];

test("a mail costs at most 8 write and 2 read units, from due to delivered", async () => {
  const metered = await meteredTable();
  onTestFinished(metered.stop);
  const stream = { work: async () => false, nextAt: () => undefined };
  const { engine, clock, queue, ses, template, workflow, importList, outbox, types } = await lab({
    table: { table: metered.table, stream },
  });
  for (const id of ["one", "two"]) await template(id);
  await workflow("two-mails", twoMails);
  await importList(list);
  metered.used();

  // The event sources by hand, as Lambda has them: one tick, one batch of the queue, one batch of SES's events.
  const play = async (waitMs: number): Promise<Used> => {
    clock.move(clock.now() + waitMs);
    await tick(engine);
    const messages = queue.receive(20);
    expect(await handle(engine, messages)).toEqual([]);
    queue.acknowledge(messages.map(({ receipt }) => receipt));
    clock.move(clock.now() + 2_000);
    const events = ses.dueEvents(clock.now(), 200);
    expect(events).toHaveLength(2 * people);
    const records = events.map(({ id, event }) => ({ id: String(id), body: JSON.stringify(event) }));
    expect(await handleMailEvents(engine, records)).toEqual([]);
    ses.removeEvents(events.map(({ id }) => id));
    return metered.used();
  };
  const steps = [await play(dayMs), await play(3 * dayMs)];

  expect(outbox()).toHaveLength(2 * people);
  expect((await types("mayumi0@minato-logi.example")).filter((type) => type.startsWith("mail."))).toEqual([
    "mail.authorised",
    "mail.sent",
    "mail.authorised",
    "mail.sent",
  ]);
  for (const [n, used] of steps.entries()) {
    const { read, write } = sum(used, own);
    console.log(`mail ${n + 1}: ${write / people} write units, ${read / people} read units`, perMail(used));
    // One look at the lead when it is due, one for both of SES's events, and the company after the commit.
    expect(used["getMany lead"]?.read).toBe(people * 2 * 0.5);
    expect(used["getMany company"]?.read).toBe(people / 2);
    expect(used["put aside"]?.write).toBe(people);
    expect(read / people).toBeLessThanOrEqual(2);
    expect(write / people).toBeLessThanOrEqual(8);
    expect(Object.keys(used).filter((what) => what.startsWith("query") || what.startsWith("listed"))).toEqual([]);
  }
});

const perMail = (used: Used): Record<string, string> =>
  Object.fromEntries(
    Object.entries(used).map(([what, { read, write }]) => [what, `${read / people} read, ${write / people} write`]),
  );
