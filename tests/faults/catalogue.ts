import type { DatabaseSync } from "node:sqlite";
import * as Engine from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import { draftTemplate } from "@rekindle/core/engine/mail-draft";
import * as Publish from "@rekindle/core/engine/publish";
import { read } from "@rekindle/core/workflows/read";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import type { Item } from "@rekindle/core/world/world";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import { countedIds } from "./world.ts";

/** Tuesday, 24 November 2026, 10:00 in Tokyo. */
export const startAt = Date.UTC(2026, 10, 24, 1);
export const seal = nodeSeal("the secret of the fault harness, none");
export const SHARDS = 2;
export const emailSteps = new Set(["first", "reminder", "last", "regained"]);

const letter = `<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.name }} 様</mj-text>
<mj-button href="https://example.com/guide">読む</mj-button></mj-column></mj-section></mj-body></mjml>`;

const workflows = {
  letters: `
name: Letters
triggers: [{ kind: list, list: expo }, { kind: form, source: newsletter }]
steps:
  - { id: rest, kind: wait, for: PT1H }
  - { id: first, kind: email, template: first }
  - id: reacted
    kind: waitUntil
    when: { event: mail.clicked, template: first }
    max: PT6H
    then:
      - { id: warm, kind: score, signal: warm, points: 5, family: mail }
      - { id: told, kind: webhook, url: "https://crm.example/hook", fills: { crm-id: id } }
      - { id: cheer, kind: notify, channel: team, text: "{{ lead.name }} clicked" }
    timeout:
      - { id: reminder, kind: email, template: reminder }
  - { id: pause, kind: wait, for: PT3H }
  - { id: last, kind: email, template: last }
`,
  regain: `
name: Regain
triggers: [{ kind: dealLost, after: PT2H }]
steps:
  - { id: regained, kind: email, template: regained }
`,
};

/** The published catalogue in a database of its own, made once and copied for each run. */
export const prepare = async (): Promise<DatabaseSync> => {
  const db = Sqlite.open(":memory:");
  const clock = { now: () => startAt - 3_600_000 };
  const queue = SqliteQueue.open(db, clock, { name: "leads", visibilityMs: 360_000, maxReceives: 5 });
  const engine = Engine.create(
    {
      clock,
      ids: countedIds(),
      seal,
      table: SqliteTable.open(db),
      queue,
      mailer: { send: async () => [], account: async () => ({ ratePerSecond: 1, quotaPerDay: 1, sentLastDay: 0 }) },
      outside: { post: async () => ({ status: 200, body: "" }) },
      log: () => undefined,
    },
    { shards: SHARDS },
  );
  await Publish.changeSettings(engine, (settings) => ({
    ...settings,
    channels: {
      team: { kind: "slack", url: "https://chat.example/team" },
      handoff: { kind: "slack", url: "https://chat.example/handoff" },
    },
    reps: [{ id: "mori", name: "森 健太", capacityPerDay: 15, manager: false }],
  }));
  for (const id of emailSteps) {
    await draftTemplate(engine, id, { subject: `${id}のご案内`, mjml: letter });
    const made = await Publish.publishTemplate(engine, id);
    if (made.status !== "published") throw new Error(JSON.stringify(made));
  }
  for (const [id, yaml] of Object.entries(workflows)) {
    const made = read(yaml, "yaml");
    if (made.status !== "ok") throw new Error(JSON.stringify(made));
    await Publish.draftWorkflow(engine, id, made.definition);
    const published = await Publish.publishWorkflow(engine, id);
    if (published.status !== "published") throw new Error(JSON.stringify(published));
  }
  for (let messages = queue.receive(10); messages.length > 0; messages = queue.receive(10)) {
    await handle(engine, messages);
    queue.acknowledge(messages.map(({ receipt }) => receipt));
  }
  return db;
};

/** The items of the prepared table, for another table. */
export const itemsOf = async (db: DatabaseSync): Promise<Item[]> => {
  const keys = db.prepare("select pk, sk from item").all();
  const items = await SqliteTable.open(db).getMany(keys.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
  return items.flatMap((item) => item ?? []);
};
